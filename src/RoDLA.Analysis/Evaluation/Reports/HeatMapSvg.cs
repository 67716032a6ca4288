using System.Net;
using RoDLA.Imaging.Painting;

namespace RoDLA.Analysis.Evaluation.Reports;

/// <summary>
/// mAP by perturbation and degree as a map of colours: the more of the clean mAP is lost, the hotter. The mean of each row is beside it.
/// </summary>
internal static class HeatMapSvg
{
    private const double NameWidth = 112;
    private const double CellWidth = 66;
    private const double CellHeight = 27;
    private const double HeadHeight = 44;
    private const double FootHeight = 46;
    private const double Gap = 10;
    private const double MostLoss = 0.5;
    private const double Width = NameWidth + (4 * CellWidth) + Gap + 12;

    private static readonly string[] ColumnNames = ["degree 1", "degree 2", "degree 3", "mean"];

    // ColorBrewer 2.0, YlOrRd, as the other heat maps of the service.
    private static readonly PageColor[] Colors =
    [
        new(0xFF, 0xFF, 0xE5), new(0xFF, 0xED, 0xA0), new(0xFE, 0xD9, 0x76), new(0xFE, 0xB2, 0x4C), new(0xFD, 0x8D, 0x3C),
        new(0xFC, 0x4E, 0x2A), new(0xE3, 0x1A, 0x1C), new(0xB1, 0x00, 0x26),
    ];

    /// <summary>The map for a page with the variables <c>--ink</c> and <c>--muted</c>.</summary>
    public static string Of(EvaluationReport report) => Draw(report, "var(--ink)", "var(--muted)", background: "");

    /// <summary>The map as a file of its own, on white.</summary>
    public static string Standalone(EvaluationReport report) => Draw(
        report, "#1f2933", "#52606d", "<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#ffffff\"/>");

    private static string Draw(EvaluationReport report, string ink, string muted, string background)
    {
        StringBuilder svg = new();
        double height = HeadHeight + (report.Perturbations.Count * CellHeight) + FootHeight;
        svg.Put($"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"heat\" viewBox=\"0 0 {Width} {height}\" ");
        svg.Put($"width=\"{Width}\" height=\"{height}\" role=\"img\" font-family=\"system-ui,sans-serif\" font-size=\"12\">");
        svg.Put($"<title>mAP of {WebUtility.HtmlEncode(report.Model.Name)} by perturbation and degree</title>{background}");
        Text(svg, 12, 20, $"clean mAP {Share.Percent(report.Clean.Map)}", ink, "font-weight=\"600\"");
        foreach ((string label, int column) in ColumnNames.Select((l, i) => (l, i)))
        {
            Text(svg, ColumnX(column) + (CellWidth / 2), HeadHeight - 8, label, muted, "text-anchor=\"middle\" font-size=\"11\"");
        }

        for (int row = 0; row < report.Perturbations.Count; row++)
        {
            PerturbationFigures p = report.Perturbations[row];
            double y = HeadHeight + (row * CellHeight);
            Text(svg, NameWidth - 8, y + 18, p.Type, ink, "text-anchor=\"end\"");
            foreach (CellFigures cell in p.Degrees)
            {
                Cell(svg, report, (ColumnX(cell.Cell[^1] - '1'), y), cell.Map, cell.Cell);
            }

            Cell(svg, report, (ColumnX(3), y), p.Map, p.Type + ", mean of the degrees");
        }

        Legend(svg, height - FootHeight + 16, muted);
        return svg.Append("</svg>").ToString();
    }

    private static void Cell(StringBuilder svg, EvaluationReport report, (double X, double Y) place, double? map, string title)
    {
        double? loss = map is null || report.Clean.Map is not > 0 ? null : 1 - (map / report.Clean.Map);
        PageColor color = loss is { } lost ? ColorOf(lost / MostLoss) : new PageColor(0x88, 0x88, 0x88);
        svg.Put($"<g><rect x=\"{place.X + 1}\" y=\"{place.Y + 1}\" width=\"{CellWidth - 2}\" ");
        svg.Put($"height=\"{CellHeight - 2}\" rx=\"3\" fill=\"{Hex(color)}\"/>");
        Text(svg, place.X + (CellWidth / 2), place.Y + 18, Share.Percent(map), Hex(color.TextColor), "text-anchor=\"middle\"");
        svg.Put($"<title>{title}: mAP {Share.Percent(map)}, {Share.Percent(-loss)} % of clean</title></g>");
    }

    private static void Legend(StringBuilder svg, double y, string muted)
    {
        double step = 3 * CellWidth / Colors.Length;
        for (int i = 0; i < Colors.Length; i++)
        {
            svg.Put($"<rect x=\"{ColumnX(0) + (i * step)}\" y=\"{y}\" width=\"{step}\" height=\"8\" fill=\"{Hex(Colors[i])}\"/>");
        }

        Text(svg, NameWidth - 8, y + 8, "lost of clean", muted, "text-anchor=\"end\" font-size=\"11\"");
        Text(svg, ColumnX(0), y + 21, "0 %", muted, "font-size=\"11\"");
        string most = $"{Share.Number(100 * MostLoss, 0)} % or more";
        Text(svg, ColumnX(0) + (3 * CellWidth), y + 21, most, muted, "text-anchor=\"end\" font-size=\"11\"");
    }

    private static void Text(StringBuilder svg, double x, double y, string text, string color, string attributes) => svg.Put(
        $"<text x=\"{x:0.##}\" y=\"{y:0.##}\" fill=\"{color}\" {attributes}>{WebUtility.HtmlEncode(text)}</text>");

    private static double ColumnX(int column) => NameWidth + (column * CellWidth) + (column == 3 ? Gap : 0);

    private static PageColor ColorOf(double share)
    {
        double place = Math.Clamp(share, 0, 1) * (Colors.Length - 1);
        int low = Math.Min((int)place, Colors.Length - 2);
        return Colors[low].Mix(Colors[low + 1], (byte)Math.Round(255 * (place - low)));
    }

    private static string Hex(PageColor color) => $"#{color.Red:x2}{color.Green:x2}{color.Blue:x2}";
}
