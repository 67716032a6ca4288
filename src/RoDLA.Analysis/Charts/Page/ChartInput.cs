using RoDLA.Analysis.Metrics;

namespace RoDLA.Analysis.Charts.Page;

/// <summary>What the charts of a page are drawn from: its detections and the figures computed from them.</summary>
/// <param name="Elements">The detections, in any order.</param>
/// <param name="Page">Size of the page that the boxes refer to.</param>
/// <param name="Analysis">Every figure of the same detections; the charts compute none of them again.</param>
public sealed record ChartInput(IReadOnlyList<LayoutElement> Elements, PageSize Page, PageAnalysis Analysis)
{
    /// <summary>A detection's confidence as the answer prints it, so that 0.9 falls where a reader of the answer expects it.</summary>
    internal static double Confidence(LayoutElement element) => PrintedNumber.Read(element.Confidence);
}
