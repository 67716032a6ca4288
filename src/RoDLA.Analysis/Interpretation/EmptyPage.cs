using RoDLA.Imaging;

namespace RoDLA.Analysis.Interpretation;

/// <summary>What to say, and to advise, when nothing was found.</summary>
internal static class EmptyPage
{
    public static PageInterpretation Interpret(PageSize page)
    {
        string[] advice =
        [
            "Lower the confidence threshold (score_thr), for example to 0.1",
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
}
