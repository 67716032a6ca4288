using RoDLA.Analysis.Evaluation.Coco;

namespace RoDLA.Analysis.Evaluation.Reports;

/// <summary>The worst pages of the HTML report, one at a time: truth and detections over the clean page and over its worst cell.</summary>
internal static class PageViewer
{
    /// <summary>The viewer.</summary>
    /// <param name="report">The report.</param>
    /// <param name="pages">The pages, each in its cells.</param>
    public static string Of(EvaluationReport report, IReadOnlyList<IReadOnlyList<ShownPage>> pages)
    {
        if (pages.Count == 0)
        {
            return "";
        }

        StringBuilder content = new("<div class=\"viewer\" tabindex=\"0\"><nav><button class=\"back\">←</button>");
        content.Append("<span class=\"place\"></span><button class=\"next\">→</button>");
        content.Append("<label><input type=\"checkbox\" name=\"truth\" checked>truth</label>");
        content.Append("<label><input type=\"checkbox\" name=\"found\" checked>detections</label></nav>");
        content.Append("<ul class=\"legend\"><li><i class=\"box\" style=\"background:#12804e\"></i>truth: dashed, filled when missed</li>");
        content.Append("<li><i class=\"box\" style=\"background:#1663c7\"></i>right detection</li>");
        content.Append("<li><i class=\"box\" style=\"background:#c8322b\"></i>wrong detection</li></ul>");
        PageFigures[] shown = [.. report.Pages.Where(p => p.Clean is not null).Take(pages.Count)];
        for (int i = 0; i < pages.Count; i++)
        {
            content.Put($"<div class=\"page\"><h3>{ReportHtml.Encode(shown[i].Name)}</h3><div class=\"pair\">");
            foreach (ShownPage page in pages[i])
            {
                double? f1 = page.Cell == shown[i].WorstCell ? shown[i].Worst : shown[i].Clean;
                content.Put($"<figure><figcaption>{page.Cell}<span>F1 {Share.Percent(f1)}</span></figcaption>");
                content.Append(Sheet(page, report.Data.Classes)).Append("</figure>");
            }

            content.Append("</div></div>");
        }

        return ReportHtml.Section(
            "Worst pages",
            $"Detections at the threshold {Share.Number(report.WorkingThreshold, 3)}, matched at IoU 0.5; arrow keys turn the pages.",
            content.Append("</div>").ToString());
    }

    private static string Sheet(ShownPage page, IReadOnlyList<string> classes)
    {
        StringBuilder svg = new();
        svg.Put($"<div class=\"sheet\"><svg viewBox=\"0 0 {page.Size.Width} {page.Size.Height}\" role=\"img\" ");
        svg.Put($"aria-label=\"{page.Cell}: {page.Truth.Count} truths, {page.Detections.Count} detections\">");
        if (page.Jpeg is { } jpeg)
        {
            svg.Put($"<image width=\"{page.Size.Width}\" height=\"{page.Size.Height}\" ");
            svg.Put($"href=\"data:image/jpeg;base64,{Convert.ToBase64String(jpeg)}\"/>");
        }

        double type = Math.Max(page.Size.Width, page.Size.Height) / 85.0;
        for (int t = 0; t < page.Truth.Count; t++)
        {
            TruthBox box = page.Truth[t];
            bool isMissed = !page.Matches.Contains(t) && !box.IsIgnored;
            Box(svg, (box.X, box.Y, box.Width, box.Height), isMissed ? "lost" : "truth", $"truth: {classes[box.Class]}");
            if (isMissed)
            {
                Label(svg, (box.X, box.Y + box.Height - (type / 3)), classes[box.Class], "t-lost", type);
            }
        }

        for (int d = 0; d < page.Detections.Count; d++)
        {
            DetectedBox box = page.Detections[d];
            string kind = page.Matches[d] >= 0 ? "right" : "wrong";
            string name = $"{classes[box.Class]} {Share.Number(box.Score, 2)}";
            Box(svg, (box.X, box.Y, box.Width, box.Height), kind, $"{kind}: {name}");
            Label(svg, (box.X, box.Y + type), name, "t-" + kind, type);
        }

        return svg.Append("</svg></div>").ToString();
    }

    private static void Box(StringBuilder svg, (double X, double Y, double Width, double Height) box, string css, string title)
    {
        svg.Put($"<rect class=\"{css}\" x=\"{box.X:0.#}\" y=\"{box.Y:0.#}\" width=\"{box.Width:0.#}\" ");
        svg.Put($"height=\"{box.Height:0.#}\"><title>{ReportHtml.Encode(title)}</title></rect>");
    }

    private static void Label(StringBuilder svg, (double X, double Y) place, string text, string css, double type)
    {
        svg.Put($"<text class=\"{css}\" x=\"{place.X:0.#}\" y=\"{place.Y:0.#}\" style=\"font-size:{type:0.#}px\">");
        svg.Append(ReportHtml.Encode(text)).Append("</text>");
    }
}
