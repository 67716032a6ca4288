namespace RoDLA.Api.Batches;

/// <summary>Numbers as answers tell them.</summary>
internal static class Counted
{
    /// <summary>A number of images.</summary>
    public static string Images(int count) => count == 1 ? "1 image" : $"{count} images";

    /// <summary>Whole seconds, at least one.</summary>
    public static int? Seconds(double? seconds) => seconds is { } known ? (int)Math.Clamp(Math.Ceiling(known), 1, int.MaxValue) : null;
}
