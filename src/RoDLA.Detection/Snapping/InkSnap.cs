using System.Collections.Frozen;
using RoDLA.Detection.Ink;
using RoDLA.Detection.Turning;

namespace RoDLA.Detection.Snapping;

/// <summary>
/// Moves the edges of text to its ink: an edge that cuts letters goes out to the next gap, one that lies in white goes in to the letters.
/// An edge that would have to go further than a part of a letter's height stays where the model put it, and so do pictures, tables and
/// formulas.
/// </summary>
public static class InkSnap
{
    // What edges keep off the ink, in heights of a line. Labels made from the words of a PDF reach up to the ascenders and down to the
    // descenders of the font, also where no letter has one.
    private const double PadAcross = 0.05;
    private const double PadTop = 0.08;
    private const double PadBottom = 0.1;

    // Of the page's longer side: lines that run into each other, on a ground full of marks, have no gaps for edges.
    private const double MaxLine = 0.035;

    // How far edges may go, and the white that ends a word.
    private const double MostDown = 0.5;
    private const double MostAcross = 1;
    private const double LetterGap = 0.2;

    // A single line may have no descenders, so that its ink does not tell where it ends.
    private const double Descenders = 0.25;
    private const double SingleLine = 1.8;

    private static readonly FrozenSet<ElementRole> Text = FrozenSet.Create(
        ElementRole.Title, ElementRole.Heading, ElementRole.Text, ElementRole.List, ElementRole.Code, ElementRole.Reference,
        ElementRole.Caption, ElementRole.Footnote, ElementRole.Endnote, ElementRole.Marginalia, ElementRole.Credit, ElementRole.Header,
        ElementRole.Footer, ElementRole.PageNumber);

    /// <summary>Moves the edges of the text elements; a page whose ink is full of specks keeps its boxes.</summary>
    /// <param name="layout">In pixels of the page.</param>
    /// <param name="page">The page that the model looked at.</param>
    public static PageLayout Apply(PageLayout layout, StraightPage page) => page.Ink is not { } ink || InkNoise.IsNoisy(ink)
        ? layout
        : layout with { Elements = [.. layout.Elements.Select(element => Snap(element, ink))] };

    private static LayoutElement Snap(LayoutElement element, InkPage ink) => Text.Contains(ClassRoles.RoleOf(element.ClassName))
        ? element with { Box = Snap(element.Box, ink) }
        : element;

    /// <summary>Moves the edges of one box of text.</summary>
    internal static BoundingBox Snap(BoundingBox box, InkPage ink)
    {
        InkArea area = new(ink, box);
        int height = area.LineHeight();
        if (height == 0 || height > MaxLine * Math.Max(ink.Size.Width, ink.Size.Height))
        {
            return box;
        }

        (int down, int across) = ((int)(MostDown * height), (int)(MostAcross * height));
        int gap = Math.Max(1, (int)Math.Round(LetterGap * height));
        byte[] rented = ArrayPool<byte>.Shared.Rent(1 + (2 * Math.Max(down, across)) + gap);
        try
        {
            Span<byte> rows = rented.AsSpan(0, 2 + (2 * down));
            area.Rows(area.Top + down, -1, rows);
            int? top = EdgeSearch.Distance(rows, down, 1);
            area.Rows(area.Bottom - down - 1, 1, rows);
            int? bottom = EdgeSearch.Distance(rows, down, 1);
            if (area.Bottom - area.Top < SingleLine * height && bottom <= 0 && bottom >= -Descenders * height)
            {
                bottom = null;
            }

            Span<byte> columns = rented.AsSpan(0, 1 + (2 * across) + gap);
            area.Columns(area.Left + across, -1, columns);
            int? left = EdgeSearch.Distance(columns, across, gap);
            area.Columns(area.Right - across - 1, 1, columns);
            int? right = EdgeSearch.Distance(columns, across, gap);
            BoundingBox snapped = new(
                left is { } l ? Math.Max(0, (float)(area.Left - l - (PadAcross * height))) * ink.Factor : box.X1,
                top is { } t ? Math.Max(0, (float)(area.Top - t - (PadTop * height))) * ink.Factor : box.Y1,
                right is { } r ? Math.Min(ink.Size.Width, (float)(area.Right + r + (PadAcross * height))) * ink.Factor : box.X2,
                bottom is { } b ? Math.Min(ink.Size.Height, (float)(area.Bottom + b + (PadBottom * height))) * ink.Factor : box.Y2);
            return snapped.Width > 0 && snapped.Height > 0 ? snapped : box;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
