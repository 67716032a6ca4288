using RoDLA.Api.Inference.Predicting;

namespace RoDLA.Api.Inference.Comparing;

/// <summary>A request for a comparison, read: two jobs, or two models over one upload.</summary>
/// <param name="Jobs">The jobs; null for two models.</param>
/// <param name="Models">The models; null for two jobs.</param>
/// <param name="Upload">The upload and the settings of both models; null for two jobs.</param>
/// <param name="MatchIou">Least IoU of a pair.</param>
internal sealed record CompareRequest(
    (string First, string Second)? Jobs, (string First, string Second)? Models, PredictRequest? Upload, float MatchIou);
