using RoDLA.Analysis.Metrics;
using RoDLA.Analysis.Wording;

namespace RoDLA.Analysis.Interpretation;

/// <summary>Says in plain English what a page's figures mean. Stateless; the same under every culture.</summary>
public sealed class Interpreter
{
    /// <summary>Interprets the analysis of one page.</summary>
    /// <param name="analysis">Of <see cref="PageAnalyzer"/>.</param>
    /// <param name="page">Size of the page in pixels.</param>
    public PageInterpretation Interpret(PageAnalysis analysis, PageSize page)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        if (analysis is not
            {
                Confidence: { } confidence, Rodla: { } rodla, Robustness: { } robustness, Complexity: { } complexity,
            })
        {
            return OfEmptyPage(page);
        }

        ConfidenceLevels<int> levels = confidence.BinnedDistribution;
        return new PageInterpretation(
            Overview(analysis, robustness.ModelCertainty),
            TopElements(analysis),
            RobustnessText.Analysis(rodla, analysis.Summary.TotalDetections),
            Complexity(complexity),
            KeyFindings.Of(analysis),
            RobustnessText.Assessment(rodla, analysis.Summary.TotalDetections),
            Recommendations.Of(analysis, page),
            new ConfidenceSummary(levels.VeryHigh, levels.High, levels.Medium, levels.Low, levels.VeryLow));
    }

    private static PageInterpretation OfEmptyPage(PageSize page)
    {
        string[] advice =
        [
            "Lower the confidence threshold, for example to 0.1",
            "Check the quality of the scan - resolution, contrast and focus",
            "Check that the page is the right way up",
            "Check that the image shows a document page and that it is not blank",
        ];
        return new PageInterpretation(
            $"Document Analysis Summary:\nNo layout elements were detected on this page of {page} pixels.",
            "No elements were detected, so there are no most common ones.",
            "RoDLA Robustness Analysis:\nNot available, since no elements were detected.",
            "Layout Complexity: Not available\nNo elements were detected.",
            ["⚠ No layout elements detected - the page is blank, of poor quality, or everything on it is under the confidence threshold"],
            "Not available: without detections there is no confidence to judge by.",
            Recommendations.LargerScan(page) is { } larger ? [.. advice, larger] : advice,
            new ConfidenceSummary(0, 0, 0, 0, 0));
    }

    private static string Overview(PageAnalysis analysis, string certainty)
    {
        CoreSummary summary = analysis.Summary;
        string elements = Phrases.Count(summary.TotalDetections, "layout element");
        string classes = (summary.TotalDetections, summary.UniqueClasses) switch
        {
            (1, _) => $" of class {analysis.Classes.Keys.First()}",
            (_, 1) => $", all of class {analysis.Classes.Keys.First()}",
            _ => $" across {summary.UniqueClasses} different classes",
        };
        string cover = summary.TotalDetections == 1 ? "element covers" : "elements cover";
        string confidence = Phrases.Percent(100 * summary.AverageConfidence);
        return $"""
            Document Analysis Summary:
            Detected {elements}{classes}.
            The model achieved an average confidence of {confidence}, indicating {certainty} certainty in predictions.
            The detected {cover} {Phrases.Percent(summary.UnionCoveragePercentage)} of the document area.
            """;
    }

    private static string TopElements(PageAnalysis analysis)
    {
        IEnumerable<string> lines = analysis.Classes.Take(InterpretationThresholds.TopClasses)
            .Select(c => $"- {c.Key} ({Phrases.Count(c.Value.Count, "occurrence")}, {Phrases.Percent(c.Value.Percentage)})");
        string heading = analysis.Classes.Count == 1 ? "All elements are of one class:" : "The most common elements are:";
        return string.Join('\n', lines.Prepend(heading));
    }

    private static string Complexity(LayoutComplexity complexity)
    {
        string level = complexity.ComplexityLevel;
        string types = complexity.ClassDiversity == 1 ? "1 element type" : $"{complexity.ClassDiversity} different element types";
        return $"""
            Layout Complexity: {char.ToUpperInvariant(level[0])}{level[1..]}
            The document has {level} structural complexity with {types} and {Phrases.Count(complexity.TotalElements, "total element")}.
            Detection density: {Phrases.Fixed(complexity.DetectionDensity, 2)} elements per megapixel.
            """;
    }
}
