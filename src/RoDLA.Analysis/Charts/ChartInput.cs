using RoDLA.Analysis.Metrics;
using RoDLA.Detection;
using RoDLA.Imaging;

namespace RoDLA.Analysis.Charts;

/// <summary>What the charts are drawn from: one page's detections and the figures computed from them.</summary>
/// <param name="Elements">The detections, in any order.</param>
/// <param name="Page">Size of the page that the boxes refer to.</param>
/// <param name="Analysis">Every figure of the same detections; the charts compute none of them again.</param>
public sealed record ChartInput(IReadOnlyList<LayoutElement> Elements, PageSize Page, PageAnalysis Analysis);
