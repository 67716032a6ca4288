using RoDLA.Detection.Ink;

namespace RoDLA.Detection.Snapping;

/// <summary>
/// Moves the edges of text to its ink: an edge that cuts letters goes out to the next gap, one that lies in white goes in to the letters.
/// An edge that would have to go further than a part of a letter's height stays where the model put it, and so do pictures, tables and
/// formulas.
/// </summary>
public static class InkSnap
{
    private const double Pad = 0.05;

    // In heights of a line of text.
    private const double MostDown = 0.5;
    private const double MostAcross = 1;
    private const double LetterGap = 0.2;

    private static readonly ElementRole[] Text =
    [
        ElementRole.Title, ElementRole.Heading, ElementRole.Text, ElementRole.List, ElementRole.Code, ElementRole.Reference,
        ElementRole.Caption, ElementRole.Footnote, ElementRole.Endnote, ElementRole.Marginalia, ElementRole.Credit, ElementRole.Header,
        ElementRole.Footer, ElementRole.PageNumber,
    ];

    /// <summary>Moves the edges of the text elements; a page whose ink is full of specks keeps its boxes.</summary>
    /// <param name="layout">In pixels of the page.</param>
    /// <param name="page">Pixels.</param>
    public static PageLayout Apply(PageLayout layout, PageImage page)
    {
        using InkPage? ink = InkPage.Of(page);
        return ink is null || InkNoise.IsNoisy(ink)
            ? layout
            : layout with { Elements = [.. layout.Elements.Select(element => Snap(element, ink))] };
    }

    private static LayoutElement Snap(LayoutElement element, InkPage ink) => Text.Contains(ClassRoles.RoleOf(element.ClassName))
        ? element with { Box = Snap(element.Box, ink) }
        : element;

    /// <summary>Moves the edges of one box of text.</summary>
    internal static BoundingBox Snap(BoundingBox box, InkPage ink)
    {
        float factor = ink.Factor;
        InkArea area = new(ink, box.X1 / factor, box.Y1 / factor, box.X2 / factor, box.Y2 / factor);
        int height = area.LineHeight();
        if (height == 0)
        {
            return box;
        }

        double pad = Pad * height;
        float top = Edge(area.Top, area.HasInkInRow, -1, MostDown * height, 1, pad);
        float bottom = Edge(area.Bottom, area.HasInkInRow, 1, MostDown * height, 1, pad);
        int gap = Math.Max(1, (int)Math.Round(LetterGap * height));
        float left = Edge(area.Left, area.HasInkInColumn, -1, MostAcross * height, gap, pad);
        float right = Edge(area.Right, area.HasInkInColumn, 1, MostAcross * height, gap, pad);
        BoundingBox snapped = new(
            Scaled(left, area.Left, box.X1, ink.Size.Width),
            Scaled(top, area.Top, box.Y1, ink.Size.Height),
            Scaled(right, area.Right, box.X2, ink.Size.Width),
            Scaled(bottom, area.Bottom, box.Y2, ink.Size.Height));
        return snapped.Width > 0 && snapped.Height > 0 ? snapped : box;

        float Scaled(float edge, int before, float old, int side) => edge == before ? old : Math.Clamp(edge, 0, side) * factor;
    }

    /// <summary>Where an edge goes.</summary>
    /// <param name="edge">The line between two rows or columns that it lies on.</param>
    /// <param name="hasInk">Whether a row or column has ink; none beyond the page.</param>
    /// <param name="outward">-1 or 1.</param>
    /// <param name="most">How far it may go.</param>
    /// <param name="gap">Rows or columns without ink that end the letters.</param>
    /// <param name="pad">What it keeps off the ink.</param>
    private static float Edge(int edge, Func<int, bool> hasInk, int outward, double most, int gap, double pad)
    {
        // The rows beside the line: the one inside, and those outside one after the other.
        int Beside(int at, int steps) => outward < 0 ? at - 1 - steps : at + steps;
        bool IsCut(int at) => Enumerable.Range(0, gap).Any(step => hasInk(Beside(at, step)));

        int moved = edge;
        if (hasInk(Beside(edge, -1)) && IsCut(edge))
        {
            while (IsCut(moved))
            {
                moved += outward;
                if (Math.Abs(moved - edge) > most)
                {
                    return edge;
                }
            }
        }
        else
        {
            while (!hasInk(Beside(moved, -1)))
            {
                moved -= outward;
                if (Math.Abs(moved - edge) > most)
                {
                    return edge;
                }
            }
        }

        return (float)(moved + (outward * pad));
    }
}
