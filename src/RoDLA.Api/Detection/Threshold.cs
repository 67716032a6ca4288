namespace RoDLA.Api.Detection;

/// <summary>Reads a confidence threshold.</summary>
internal static class Threshold
{
    /// <summary>A number from 0 to 1, with a point as decimal separator.</summary>
    public static bool TryParse(string text, out float threshold) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out threshold) && threshold is >= 0 and <= 1;
}
