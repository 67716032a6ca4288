using RoDLA.Analysis.Charts.Drawing;
using RoDLA.Analysis.Wording;
using ScottPlot;

namespace RoDLA.Analysis.Charts.Figures;

/// <summary>
/// A pie from twelve o'clock counter-clockwise. Percentages stand on the slices, or beside the name of a thin slice; labels round the
/// pie are moved apart until they do not touch, and a line then leads to the slice.
/// </summary>
internal static class PieChart
{
    private const double Height = 800;
    private const double Radius = 235;
    private const float CenterY = 404;
    private const float LegendBaseline = 760;
    private const double ThinShare = 0.06;

    // In radii, as every place of the plot.
    private const double LabelDistance = 1.1;
    private const double LabelHeight = 40 / Radius;
    private const double LineHeight = 9 / Radius;

    /// <summary>Draws the figure.</summary>
    /// <param name="width">Pixels across.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="what">Of what.</param>
    /// <param name="parts">The parts; not all are 0.</param>
    /// <param name="legend">What the colours stand for.</param>
    public static Figure Draw(double width, string title, string what, IReadOnlyList<PiePart> parts, IReadOnlyList<LegendEntry> legend)
    {
        Figure figure = new(width, Height, title, what) { Padding = new PixelPadding(0, 0, 0, 2 * (CenterY - (float)(Height / 2))) };
        double halfWidth = width / 2 / Radius;
        double halfHeight = figure.PlotHeight / 2 / Radius;
        figure.Plot.Axes.SetLimits(-halfWidth, halfWidth, -halfHeight, halfHeight);
        figure.ShowLegend(legend, LegendBaseline);

        double total = parts.Sum(part => part.Count);
        List<Slice> slices = [];
        double before = 0;
        foreach (PiePart part in parts.Where(part => part.Count > 0))
        {
            double share = part.Count / total;
            slices.Add(new Slice(part, share, (Math.PI / 2) + ((before + (share / 2)) * Math.Tau)));
            before += share;
        }

        // A seam of 2 pixels would hide a slice of one in three hundred.
        double seam = slices.Count == 1 ? 0 : Math.Min(2, slices.Min(slice => slice.Share) * Math.Tau * Radius / 8);
        Pie pie = figure.Plot.Add.Pie([.. slices.Select(slice => new ScottPlot.PieSlice(slice.Share, slice.Part.Color)).Reverse()]);
        pie.ManageAxisLimits = false;
        pie.LineStyle.Width = (float)seam;
        pie.LineStyle.Color = Theme.Background;
        foreach (Slice slice in slices.Where(slice => slice.Share >= ThinShare))
        {
            Coordinates place = slices.Count == 1 ? Coordinates.Origin : slice.Place(0.62);
            figure.AddText(slice.Percentage, place, Alignment.MiddleCenter, 16, Theme.Ink);
        }

        if (slices.Count == 1)
        {
            AddLabel(figure, slices[0].Part.Name, slices[0].Part.Note, new Coordinates(0, -LabelDistance - (LabelHeight / 4)), 0);
            return figure;
        }

        AddLabels(figure, [.. slices.Where(slice => slice.IsRight).OrderByDescending(slice => slice.Place(1).Y)], side: 1);
        AddLabels(figure, [.. slices.Where(slice => !slice.IsRight).OrderByDescending(slice => slice.Place(1).Y)], side: -1);
        return figure;
    }

    private static void AddLabels(Figure figure, Slice[] slices, int side)
    {
        double[] middles = Array.ConvertAll(slices, slice => slice.Place(LabelDistance).Y);
        for (int i = 1; i < middles.Length; i++)
        {
            middles[i] = Math.Min(middles[i], middles[i - 1] - LabelHeight);
        }

        for (int i = middles.Length - 1; i >= 0; i--)
        {
            middles[i] = Math.Max(middles[i], i == middles.Length - 1 ? -LabelDistance : middles[i + 1] + LabelHeight);
        }

        for (int i = 0; i < slices.Length; i++)
        {
            // The label clears the pie over its whole height: its nearest line to the pie's middle decides.
            double nearest = Math.Max(0, Math.Abs(middles[i]) - (LabelHeight / 2));
            Coordinates place = new(side * Math.Sqrt(Math.Max(0, (LabelDistance * LabelDistance) - (nearest * nearest))), middles[i]);
            PiePart part = slices[i].Part;
            bool isThin = slices[i].Share < ThinShare;
            if (isThin)
            {
                // Straight out first: otherwise a line to a label further down would cross the next slice.
                Coordinates end = new(place.X - (side * 4 / Radius), place.Y);
                Scatter line = figure.Plot.Add.ScatterLine(new[] { slices[i].Place(1), slices[i].Place(1.06), end }, Theme.Axis);
                line.LineWidth = 1;
            }

            AddLabel(figure, isThin ? $"{part.Name}: {slices[i].Percentage}" : part.Name, part.Note, place, side);
        }
    }

    private static void AddLabel(Figure figure, string name, string note, Coordinates place, int side)
    {
        Alignment alignment = side == 0 ? Alignment.MiddleCenter : side > 0 ? Alignment.MiddleLeft : Alignment.MiddleRight;
        figure.AddText(name, new Coordinates(place.X, place.Y + LineHeight), alignment, 14, Theme.Ink);
        figure.AddText(note, new Coordinates(place.X, place.Y - LineHeight), alignment, 12.5f, Theme.Muted);
    }

    private sealed record Slice(PiePart Part, double Share, double Angle)
    {
        public string Percentage => Phrases.Percent(Share * 100);

        public bool IsRight => Math.Cos(Angle) >= -1e-9;

        public Coordinates Place(double distance) => new(distance * Math.Cos(Angle), distance * Math.Sin(Angle));
    }
}
