namespace RoDLA.Api.Inference.Predicting;

/// <summary>The models that a request may name.</summary>
internal sealed class ModelNames(ILayoutDetector detector)
{
    /// <summary>Why a request may not name a model, for users; null when it may.</summary>
    public string? WhyMissing(string model) => detector.Names.Contains(model)
        ? null
        : $"There is no model '{model}'; the service has {string.Join(", ", detector.Names)}";
}
