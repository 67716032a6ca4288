using RoDLA.Detection.Merging;

namespace RoDLA.Detection.Slicing;

/// <summary>
/// How a model looks at a page: at the whole page, in windows where it is far out of proportion, and in slices when they were asked for.
/// </summary>
internal sealed class ScanPlan
{
    // In shares of the part, and of the element that the parts fill.
    private const float PartInside = 0.8f;
    private const float PartsFill = 0.5f;

    private readonly ViewGrid[] _grids;
    private readonly SliceSettings? _slices;

    /// <param name="page">Size of the page.</param>
    /// <param name="slices">The slices that were asked for; null for none.</param>
    /// <param name="maxSlices">Most slices; they are enlarged where there would be more.</param>
    public ScanPlan(PageSize page, SliceSettings? slices, int maxSlices)
    {
        ViewGrid whole = ViewGrid.Whole(page);
        if (slices is null)
        {
            _grids = [whole];
        }
        else
        {
            ViewGrid sliced = ViewGrid.Slices(page, slices, maxSlices);
            _slices = slices with { Width = sliced.View.Width, Height = sliced.View.Height };

            // A page that is no larger than a slice is looked at once.
            _grids = sliced.IsWhole ? [whole] : [sliced, whole];
        }
    }

    /// <summary>The slices in force: no larger than the page, and enlarged where there would be too many; null for none.</summary>
    public SliceSettings? Slices => _slices;

    /// <summary>The views in the order of <see cref="Merge"/>; those of one size follow one another.</summary>
    public IEnumerable<PageView> Views => _grids.SelectMany(grid => grid.Views);

    /// <summary>Makes one layout of what was found in the views.</summary>
    /// <param name="found">Of each of <see cref="Views"/>, in pixels of the page.</param>
    /// <param name="rules">The rules of the model.</param>
    /// <returns>Most confident first.</returns>
    public IReadOnlyList<LayoutElement> Merge(IReadOnlyList<IReadOnlyList<LayoutElement>> found, PostprocessSpec rules)
    {
        if (found.Count == 1)
        {
            return found[0];
        }

        int view = 0;
        List<LayoutElement>[] byGrid =
        [
            .. _grids.Select(grid => ViewJoin.Join(
                grid, [.. grid.Views.SelectMany(place => found[view++].Select(element => new ViewElement(place, element)))])),
        ];
        IEnumerable<LayoutElement> merged = _slices is null || byGrid is not [var sliced, var whole]
            ? byGrid[0].OrderByDescending(element => element.Confidence)
            : OfOneClassEach(BoxMerge.Merge([.. sliced, .. whole.Where(element => !IsTakenApart(element, sliced))], _slices), rules);
        return [.. merged.Take(rules.MaxDetections)];
    }

    /// <summary>
    /// Whether the slices tell apart what the whole page shows as one: two elements of its class or more fill half of it.
    /// </summary>
    private static bool IsTakenApart(LayoutElement element, List<LayoutElement> sliced)
    {
        LayoutElement[] parts =
        [
            .. sliced.Where(part => part.ClassId == element.ClassId && part.Box.ShareInside(element.Box) > PartInside),
        ];
        return parts.Length > 1 && parts.Sum(part => part.Box.Area) >= PartsFill * element.Box.Area;
    }

    /// <summary>Drops what two views took for two classes.</summary>
    private static List<LayoutElement> OfOneClassEach(IEnumerable<LayoutElement> elements, PostprocessSpec rules)
    {
        List<LayoutElement> kept = [];
        foreach (LayoutElement element in elements)
        {
            if (!Suppression.IsDuplicate(element.Box, kept, rules.NmsAgnosticIou, classId: null))
            {
                kept.Add(element);
            }
        }

        return kept;
    }
}
