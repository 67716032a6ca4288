namespace RoDLA.Jobs.Model;

/// <summary>Figures of a successful image; the full report is in its folder.</summary>
/// <param name="Seconds">Processing time, from opening the file to the stored result.</param>
/// <param name="Detections">Number of detections.</param>
/// <param name="AverageConfidence">Mean confidence, 4 decimals; 0 without detections.</param>
/// <param name="Cached">Whether the report came from the result cache.</param>
public sealed record ItemResult(double Seconds, int Detections, double AverageConfidence, bool Cached);
