namespace RoDLA.Jobs.Model;

/// <summary>What came out of one image; its full answer lies in its folder.</summary>
/// <param name="Seconds">Time that the image took, from its bytes to its stored result.</param>
/// <param name="Detections">Number of detections.</param>
/// <param name="AverageConfidence">Mean confidence, 4 decimals; 0 when nothing was found.</param>
/// <param name="Cached">Whether the answer came from the result cache.</param>
public sealed record ItemResult(double Seconds, int Detections, double AverageConfidence, bool Cached);
