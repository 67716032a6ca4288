using RoDLA.Analysis.Metrics;
using RoDLA.Analysis.Wording;

namespace RoDLA.Analysis.Interpretation;

/// <summary>What the estimates of mPE and mRD say, and what they cannot say.</summary>
internal static class RobustnessText
{
    public static string Analysis(RobustnessEstimate rodla, int detections)
    {
        (string robustness, string sentence) = rodla.Interpretation.MrdLevel switch
        {
            Levels.Excellent => (
                "excellent robustness", "The model shows excellent robustness with minimal predicted degradation under perturbations."),
            Levels.Good => ("good robustness", "The model shows good robustness with moderate predicted degradation under perturbations."),
            _ => (
                "robustness needs improvement",
                "The model's robustness needs improvement: significant degradation is predicted under perturbations."),
        };
        string caveat = (detections, rodla.ConfidenceRange) switch
        {
            (1, _) => "Both are estimated from the spread of confidence, and a single element has none: they say little here.",
            (_, 0) => "Both are estimated from the spread of confidence, and here all elements have the same: they say little here.",
            _ => "Both are estimates from the confidences of this page, not measurements.",
        };
        return $"""
            RoDLA Robustness Analysis:
            Estimated mPE: {Phrases.Fixed(rodla.EstimatedMpe, 2)} ({rodla.Interpretation.MpeLevel} perturbation effect)
            Estimated mRD: {Phrases.Fixed(rodla.EstimatedMrd, 2)} ({robustness})
            {sentence}
            {caveat}
            """;
    }

    public static string Assessment(RobustnessEstimate rodla, int detections) => (detections, rodla.Interpretation) switch
    {
        (1, _) => "A single element has no confidence variability, so no behaviour under perturbations can be predicted from it.",
        (_, { OverallRobustness: Levels.Low }) =>
            "Confidence is low already, so the model is expected to lose detections even under mild perturbations.",
        (_, { MpeLevel: Levels.Low }) =>
            "Based on confidence variability, the model is expected to maintain good performance under mild perturbations.",
        (_, { MpeLevel: Levels.Medium }) =>
            "Based on confidence variability, the model is expected to lose some of its weaker detections under moderate perturbations.",
        _ => "Based on confidence variability, the model is expected to lose its weaker detections even under mild perturbations.",
    };
}
