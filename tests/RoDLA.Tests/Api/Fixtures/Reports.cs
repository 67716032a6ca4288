using RoDLA.Analysis.Interpretation;
using RoDLA.Analysis.Metrics;
using RoDLA.Analysis.Pictures;
using RoDLA.Analysis.Pipeline;
using RoDLA.Detection;
using RoDLA.Imaging;

namespace RoDLA.Tests.Api.Fixtures;

/// <summary>Answers for tests: two detections, one chart and one that failed.</summary>
internal static class Reports
{
    /// <summary>A PNG of one pixel.</summary>
    public const string Pixel =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    public static PageReport Make(PageRequest request, DocumentInfo info)
    {
        LayoutElement[] elements =
        [
            new(0, "Text", 0.9f, new BoundingBox(10, 10, 90, 20)),
            new(1, "Table", 0.6f, new BoundingBox(10, 25, 90, 45)),
        ];
        PageAnalysis analysis = new PageAnalyzer().Analyze(elements, info.FirstPage);
        DetectionReport[] detections = [.. elements.Select(DetectionReport.From)];
        Dictionary<string, PictureUri?> charts = request.Visualize
            ? new() { ["class_distribution"] = PictureUri.Embed(Convert.FromBase64String(Pixel), "image/png"), ["spatial_heatmap"] = null }
            : [];
        return new PageReport(
            true,
            new DateTimeOffset(2026, 3, 1, 12, 30, 0, 250, TimeSpan.FromHours(1)),
            request.FileName,
            new ImageDescription(100, 50, 2, 5000, "png", info.SizeBytes, request.Page, info.PageCount),
            new DetectionConfig(request.Detection.ScoreThreshold, "fake", "none", 300, "CPUExecutionProvider"),
            new CoreResults(analysis.Summary, detections),
            analysis.Rodla,
            analysis.Spatial,
            analysis.Classes,
            analysis.Confidence,
            analysis.Robustness,
            analysis.Complexity,
            analysis.Quality,
            charts,
            new Interpreter().Interpret(analysis, info.FirstPage),
            detections,
            new ProcessingTimes(1, 0, 2, 3, 4, 10))
        { Notes = request.Notes };
    }

    public static PageReport Make(string fileName) =>
        Make(new PageRequest(fileName, 1, new DetectionSettings(0.3f), true), new DocumentInfo(ImageFormat.Png, new PageSize(100, 50), 1, 10));
}
