using RoDLA.Analysis.Charts.Drawing;

namespace RoDLA.Analysis.Charts.Kinds;

/// <summary>
/// Draws a pie and labels it. Percentages stand on the slices, beside the name where a slice is too thin; labels round the pie are moved
/// apart until they do not touch, and a line then leads to the slice.
/// </summary>
internal sealed class PiePainter(double centerX, double centerY, double radius)
{
    private const double ThinShare = 0.06;
    private const double LabelDistance = 1.1;
    private const double LabelHeight = 40;
    private static readonly TextStyle NameStyle = new(14, Theme.Ink);
    private static readonly TextStyle NoteStyle = new(12.5, Theme.Muted);

    /// <summary>Draws the slices, which together make 1, and their labels.</summary>
    public void Draw(SvgWriter svg, IReadOnlyList<PieSlice> slices)
    {
        foreach (PieSlice slice in slices)
        {
            DrawSlice(svg, slice);
        }

        foreach (PieSlice slice in slices.Where(slice => slice.Share >= ThinShare))
        {
            double angle = PieSlice.Angle(slice.Start + (slice.Share / 2));
            double distance = slices.Count == 1 ? 0 : radius * 0.62;
            svg.Text(
                X(angle, distance), Y(angle, distance) + TextMetrics.MiddleToBaseline(16), slice.Percentage,
                new TextStyle(16, Theme.Ink, TextAnchor.Middle));
        }

        if (slices.Count == 1)
        {
            double middle = centerY + (radius * LabelDistance) + (LabelHeight / 4);
            Label(svg, slices[0].Name, slices[0].Note, centerX, middle, TextAnchor.Middle);
            return;
        }

        ILookup<bool, PieSlice> sides = slices.ToLookup(slice => Math.Cos(PieSlice.Angle(slice.Start + (slice.Share / 2))) >= -1e-9);
        DrawLabels(svg, [.. sides[true]], right: true);
        DrawLabels(svg, [.. sides[false]], right: false);
    }

    private void DrawSlice(SvgWriter svg, PieSlice slice)
    {
        // A seam as wide as elsewhere would hide a slice of one in three hundred.
        Paint paint = new(slice.Color, Theme.Background, Math.Min(2, slice.Share * Math.Tau * radius / 8));
        string tip = $"{slice.Name} {slice.Note}: {slice.Percentage}";
        if (slice.Share >= 1)
        {
            svg.Circle(centerX, centerY, radius, paint, tip);
            return;
        }

        double from = PieSlice.Angle(slice.Start);
        double to = PieSlice.Angle(slice.Start + slice.Share);
        svg.BeginPath();
        svg.MoveTo(centerX, centerY);
        svg.LineTo(X(from, radius), Y(from, radius));
        svg.ArcTo(radius, slice.Share > 0.5, X(to, radius), Y(to, radius));
        svg.ClosePath();
        svg.EndPath(paint, tip);
    }

    private void DrawLabels(SvgWriter svg, PieSlice[] slices, bool right)
    {
        double labelRadius = radius * LabelDistance;
        (PieSlice Slice, double Angle)[] labels =
        [
            .. slices
                .Select(slice => (slice, PieSlice.Angle(slice.Start + (slice.Share / 2))))
                .OrderBy(label => Y(label.Item2, labelRadius)),
        ];
        double[] middles = Array.ConvertAll(labels, label => Y(label.Angle, labelRadius));
        for (int i = 1; i < middles.Length; i++)
        {
            middles[i] = Math.Max(middles[i], middles[i - 1] + LabelHeight);
        }

        for (int i = middles.Length - 1; i >= 0; i--)
        {
            double lowest = i == middles.Length - 1 ? centerY + labelRadius : middles[i + 1] - LabelHeight;
            middles[i] = Math.Min(middles[i], lowest);
        }

        for (int i = 0; i < labels.Length; i++)
        {
            DrawLabel(svg, labels[i].Slice, labels[i].Angle, middles[i], right);
        }
    }

    private void DrawLabel(SvgWriter svg, PieSlice slice, double angle, double middle, bool right)
    {
        // The label clears the pie over its whole height: its nearest line to the pie's middle decides.
        double labelRadius = radius * LabelDistance;
        double nearest = Math.Max(0, Math.Abs(middle - centerY) - (LabelHeight / 2));
        double reach = Math.Sqrt(Math.Max(0, (labelRadius * labelRadius) - (nearest * nearest)));
        double x = centerX + (right ? reach : -reach);
        if (slice.Share < ThinShare)
        {
            svg.BeginPath();
            svg.MoveTo(X(angle, radius), Y(angle, radius));
            // Straight out first: a line to a label further down would else cross the slice beside this one.
            svg.LineTo(X(angle, radius * 1.06), Y(angle, radius * 1.06));
            svg.LineTo(x - (right ? 4 : -4), middle);
            svg.EndPath(Paint.Line(Theme.Axis));
        }

        string name = slice.Share < ThinShare ? $"{slice.Name}: {slice.Percentage}" : slice.Name;
        Label(svg, name, slice.Note, x, middle, right ? TextAnchor.Start : TextAnchor.End);
    }

    private static void Label(SvgWriter svg, string name, string note, double x, double middle, TextAnchor anchor)
    {
        svg.Text(x, middle - 4, name, NameStyle with { Anchor = anchor });
        svg.Text(x, middle + 14, note, NoteStyle with { Anchor = anchor });
    }

    private double X(double angle, double distance) => centerX + (distance * Math.Cos(angle));

    private double Y(double angle, double distance) => centerY - (distance * Math.Sin(angle));
}
