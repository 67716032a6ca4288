using System.Globalization;
using System.Text.RegularExpressions;
using RoDLA.Analysis.Interpretation;
using RoDLA.Analysis.Metrics;
using RoDLA.Detection;
using RoDLA.Imaging;
using Xunit;

namespace RoDLA.Tests.Analysis;

/// <summary>The texts for nothing, one and many, word for word, and each finding and recommendation on its own side of its bound.</summary>
public sealed partial class InterpreterTests
{
    private static readonly PageSize Page = new(1000, 1500);

    [Fact]
    public void Interpret_NothingFound_SaysSoAndAdvises()
    {
        PageInterpretation text = Interpret([], new PageSize(2480, 3508));
        Assert.Equal("Document Analysis Summary:\nNo layout elements were detected on this page of 2480×3508 pixels.", text.Overview);
        Assert.Equal("No elements were detected, so there are no most common ones.", text.TopElements);
        Assert.Equal("RoDLA Robustness Analysis:\nNot available, since no elements were detected.", text.RodlaAnalysis);
        Assert.Equal("Layout Complexity: Not available\nNo elements were detected.", text.LayoutComplexity);
        Assert.StartsWith("⚠ No layout elements detected", Assert.Single(text.KeyFindings), StringComparison.Ordinal);
        Assert.Equal("Not available: without detections there is no confidence to judge by.", text.PerturbationAssessment);
        Assert.Equal(
            [
                "Lower the confidence threshold, for example to 0.1",
                "Check the quality of the scan - resolution, contrast and focus",
                "Check that the page is the right way up",
                "Check that the image shows a document page and that it is not blank",
            ],
            text.Recommendations);
        Assert.Equal(new ConfidenceSummary(0, 0, 0, 0, 0), text.ConfidenceSummary);
    }

    [Fact]
    public void Interpret_NothingFoundOnASmallPage_AdvisesALargerScan() =>
        Assert.Contains(
            "Use a larger scan - 300×400 pixels is little for small print", Interpret([], new PageSize(300, 400)).Recommendations);

    [Fact]
    public void Interpret_OneElement_IsGrammatical()
    {
        PageInterpretation text = Interpret([Element("Section-header", 0.8734f, 100, 200, 500, 350)], Page);
        Assert.Equal(
            """
            Document Analysis Summary:
            Detected 1 layout element of class Section-header.
            The model achieved an average confidence of 87.3%, indicating high certainty in predictions.
            The detected element covers 4.0% of the document area.
            """,
            text.Overview);
        Assert.Equal("All elements are of one class:\n- Section-header (1 occurrence, 100.0%)", text.TopElements);
        Assert.Equal(
            """
            RoDLA Robustness Analysis:
            Estimated mPE: 0.00 (low perturbation effect)
            Estimated mRD: 0.00 (excellent robustness)
            The model shows excellent robustness with minimal predicted degradation under perturbations.
            Both are estimated from the spread of confidence, and a single element has none: they say little here.
            """,
            text.RodlaAnalysis);
        Assert.Equal(
            """
            Layout Complexity: Simple
            The document has simple structural complexity with 1 element type and 1 total element.
            Detection density: 0.67 elements per megapixel.
            """,
            text.LayoutComplexity);
        Assert.Equal(
            [
                "✓ Excellent detection confidence - model is highly certain",
                "⚠ Low document coverage - sparse page, or elements were missed",
                "ℹ Simple document structure",
            ],
            text.KeyFindings);
        Assert.Equal(
            "A single element has no confidence variability, so no behaviour under perturbations can be predicted from it.",
            text.PerturbationAssessment);
        Assert.Equal(["Check for missed elements - a lower confidence threshold finds more"], text.Recommendations);
        Assert.Equal(new ConfidenceSummary(0, 1, 0, 0, 0), text.ConfidenceSummary);
    }

    [Fact]
    public void Interpret_ManyElements_TellsTheirFigures()
    {
        ReferenceSet set = ReferenceVectors.Get("random 01");
        PageInterpretation text = Interpret(set.Elements, set.Page);
        Assert.Equal(
            """
            Document Analysis Summary:
            Detected 47 layout elements across 4 different classes.
            The model achieved an average confidence of 89.4%, indicating high certainty in predictions.
            The detected elements cover 15.7% of the document area.
            """,
            text.Overview);
        Assert.Equal(
            """
            The most common elements are:
            - Caption (16 occurrences, 34.0%)
            - Formula (12 occurrences, 25.5%)
            - Footnote (11 occurrences, 23.4%)
            """,
            text.TopElements);
        Assert.Equal(
            """
            RoDLA Robustness Analysis:
            Estimated mPE: 20.76 (medium perturbation effect)
            Estimated mRD: 0.00 (excellent robustness)
            The model shows excellent robustness with minimal predicted degradation under perturbations.
            Both are estimates from the confidences of this page, not measurements.
            """,
            text.RodlaAnalysis);
        Assert.Equal(
            """
            Layout Complexity: Moderate
            The document has moderate structural complexity with 4 different element types and 47 total elements.
            Detection density: 44.74 elements per megapixel.
            """,
            text.LayoutComplexity);
        Assert.Equal(
            [
                "✓ Excellent detection confidence - model is highly certain",
                "⚠ Low document coverage - sparse page, or elements were missed",
                "✓ Consistent predictions - confidence varies little between elements",
                "ℹ Dense layout (44.74 elements per megapixel)",
                "⚠ Many overlapping detections detected (53.2%)",
            ],
            text.KeyFindings);
        Assert.Equal(
            "Based on confidence variability, the model is expected to lose some of its weaker detections under moderate perturbations.",
            text.PerturbationAssessment);
        Assert.Equal(
            [
                "Review the overlapping elements (14 pairs) - nested or duplicate boxes may need merging",
                "Check for missed elements - a lower confidence threshold finds more",
            ],
            text.Recommendations);
        Assert.Equal(new ConfidenceSummary(22, 18, 7, 0, 0), text.ConfidenceSummary);
    }

    [Fact]
    public void Interpret_EvenlyConfidentColumn_HasNothingToRecommend()
    {
        LayoutElement[] column =
            [.. Enumerable.Range(0, 10).Select(i => Element("Text", 0.9f + (i / 200f), 50, 150 * i, 950, (150 * i) + 120))];
        PageInterpretation text = Interpret(column, Page);
        Assert.Contains("Detected 10 layout elements, all of class Text.", text.Overview, StringComparison.Ordinal);
        Assert.Equal(["No specific recommendations - detection quality is good"], text.Recommendations);
        Assert.Contains("✓ High document coverage - most of page contains elements", text.KeyFindings);
        Assert.Contains("✓ No overlapping detections", text.KeyFindings);
        Assert.Contains("✓ Consistent predictions - confidence varies little between elements", text.KeyFindings);
        Assert.Equal(
            "Based on confidence variability, the model is expected to maintain good performance under mild perturbations.",
            text.PerturbationAssessment);
    }

    [Fact]
    public void Interpret_UncertainOverlappingBoxes_WarnsAndAdvises()
    {
        float[] confidences = [0.95f, 0.5f, 0.35f, 0.3f, 0.3f, 0.3f];
        LayoutElement[] elements = [.. confidences.Select((c, i) => Element("Table", c, 10 * i, 10 * i, 200 + (10 * i), 200 + (10 * i)))];
        PageInterpretation text = Interpret(elements, Page);
        Assert.Contains("⚠ Low detection confidence - document may have quality issues or an unusual layout", text.KeyFindings);
        Assert.Contains("⚠ Variable predictions - confidence varies widely between elements", text.KeyFindings);
        Assert.Contains("⚠ Many overlapping detections detected (100.0%)", text.KeyFindings);
        Assert.Contains("Review the overlapping elements (15 pairs) - nested or duplicate boxes may need merging", text.Recommendations);
        Assert.Contains(
            "Review the 5 elements with a confidence under 60% - a threshold of 0.6 leaves them out", text.Recommendations);
        Assert.Contains(
            "Check the page for blur, noise, stains or uneven light - confidence varies widely between elements", text.Recommendations);
        Assert.Equal(
            "Confidence is low already, so the model is expected to lose detections even under mild perturbations.",
            text.PerturbationAssessment);
    }

    [Theory]
    [MemberData(nameof(PageAnalyzerTests.Sets), MemberType = typeof(PageAnalyzerTests))]
    public void Interpret_AnySet_FillsEveryTextAndList(string name)
    {
        ReferenceSet set = ReferenceVectors.Get(name);
        PageInterpretation text = Interpret(set.Elements, set.Page);
        string[] all =
        [
            text.Overview, text.TopElements, text.RodlaAnalysis, text.LayoutComplexity, text.PerturbationAssessment,
            .. text.KeyFindings, .. text.Recommendations,
        ];
        Assert.All(all, s => Assert.False(string.IsNullOrWhiteSpace(s)));
        Assert.All(text.KeyFindings, f => Assert.Contains(f[0], "✓ℹ⚠"));
        Assert.NotEmpty(text.Recommendations);
        Assert.DoesNotContain(all, s => s.Contains('\r') || Ungrammatical().IsMatch(s));
        ConfidenceSummary counts = text.ConfidenceSummary;
        Assert.Equal(
            set.Elements.Count, counts.VeryHighCount + counts.HighCount + counts.MediumCount + counts.LowCount + counts.VeryLowCount);
    }

    [Fact]
    public void Interpret_OtherCulture_GivesTheSameText()
    {
        ReferenceSet set = ReferenceVectors.Get("random 01");
        string invariant = Interpret(set.Elements, set.Page).Overview;
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        try
        {
            CultureInfo.CurrentCulture = comma;
            Assert.Equal(invariant, Interpret(set.Elements, set.Page).Overview);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [GeneratedRegex(@"(?<![\d.])1 (different|\w* ?(elements|pairs|occurrences))\b")]
    private static partial Regex Ungrammatical();

    private static PageInterpretation Interpret(IReadOnlyList<LayoutElement> elements, PageSize page) =>
        new Interpreter().Interpret(new PageAnalyzer().Analyze(elements, page), page);

    private static LayoutElement Element(string name, float confidence, float x1, float y1, float x2, float y2) =>
        new(0, name, confidence, new BoundingBox(x1, y1, x2, y2));
}
