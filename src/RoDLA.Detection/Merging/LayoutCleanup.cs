namespace RoDLA.Detection.Merging;

/// <summary>
/// The rules of docling's layout post-processor: pictures, containers (tables, forms, lists of contents) and all else are each compared
/// among
/// themselves; of those that overlap, an element that is much less sure than one of about its size is not taken, and of the rest the
/// largest
/// that is nearly as sure as the best.
/// </summary>
internal static class LayoutCleanup
{
    private const float SameSize = 0.2f;
    private const float InsideCode = 0.8f;

    /// <summary>Drops what is below the thresholds, and all but one of elements that overlap.</summary>
    /// <param name="elements">The elements of a page.</param>
    /// <param name="rules">The rules of the model.</param>
    /// <returns>Most confident first.</returns>
    public static IReadOnlyList<LayoutElement> Apply(IReadOnlyList<LayoutElement> elements, CleanupSpec rules) =>
    [
        .. elements
            .Where(element => element.Confidence >= rules.Thresholds.GetValueOrDefault(element.ClassName, rules.Threshold))
            .GroupBy(KindOf)
            .SelectMany(kind => Groups([.. kind], rules).Select(group => Best(group, kind.Key)))
            .OrderByDescending(element => element.Confidence),
    ];

    private static Kind KindOf(LayoutElement element) => ClassRoles.RoleOf(element.ClassName) switch
    {
        ElementRole.Picture => Kind.Picture,
        ElementRole.Table or ElementRole.Contents => Kind.Container,
        _ when element.ClassName.StartsWith("Key-Value", StringComparison.OrdinalIgnoreCase) => Kind.Container,
        _ => Kind.Other,
    };

    /// <summary>Elements that overlap, directly or by others between them.</summary>
    private static List<List<LayoutElement>> Groups(LayoutElement[] elements, CleanupSpec rules)
    {
        List<List<LayoutElement>> groups = [];
        foreach (LayoutElement element in elements)
        {
            List<LayoutElement> joined = [element];
            foreach (List<LayoutElement> group in groups.Where(group => group.Exists(other => Overlap(element, other, rules))).ToArray())
            {
                groups.Remove(group);
                joined.InsertRange(0, group);
            }

            groups.Add(joined);
        }

        return groups;
    }

    private static bool Overlap(LayoutElement a, LayoutElement b, CleanupSpec rules) =>
        a.Box.IoU(b.Box) > rules.Overlap || Math.Max(a.Box.ShareInside(b.Box), b.Box.ShareInside(a.Box)) > rules.Containment;

    private static LayoutElement Best(List<LayoutElement> group, Kind kind)
    {
        (float size, float surer) = Limits(kind);
        LayoutElement? best = null;
        foreach (LayoutElement element in group.Where(element => group.TrueForAll(other => ReferenceEquals(other, element)
            || IsPreferred(element, other, size, surer))))
        {
            if (best is null || (element.Box.Area > best.Box.Area && best.Confidence - element.Confidence <= surer))
            {
                best = element;
            }
        }

        return best ?? group[0];
    }

    private static bool IsPreferred(LayoutElement element, LayoutElement other, float size, float surer)
    {
        float ratio = element.Box.Area / other.Box.Area;
        (ElementRole role, ElementRole otherRole) = (ClassRoles.RoleOf(element.ClassName), ClassRoles.RoleOf(other.ClassName));
        bool isListItemOfText = role == ElementRole.List && otherRole == ElementRole.Text && Math.Abs(1 - ratio) < SameSize;
        bool isCodeAround = role == ElementRole.Code && other.Box.ShareInside(element.Box) > InsideCode;
        return isListItemOfText || isCodeAround || ratio > size || other.Confidence - element.Confidence <= surer;
    }

    /// <summary>Up to how many times the size of a surer element, and from how much surer on, an element gives way to it.</summary>
    private static (float Size, float Surer) Limits(Kind kind) => kind switch
    {
        Kind.Picture => (2, 0.3f),
        Kind.Container => (2, 0.2f),
        _ => (1.3f, 0.05f),
    };

    private enum Kind
    {
        Other,
        Picture,
        Container,
    }
}
