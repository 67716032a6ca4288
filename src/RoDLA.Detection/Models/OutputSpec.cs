namespace RoDLA.Detection.Models;

/// <summary>Names of the output tensors.</summary>
public sealed record OutputSpec
{
    /// <summary>
    /// <c>[1, N, classes]</c>, float32: probabilities (<c>anchor_free</c>) or logits (<c>detr</c>).
    /// </summary>
    public required string Scores { get; init; }

    /// <summary>
    /// <c>[1, N, 4]</c>, float32: x1, y1, x2, y2 in pixels of the input tensor (<c>anchor_free</c>),
    /// or centre x, centre y, width, height as a share of the page inside it (<c>detr</c>).
    /// </summary>
    public required string Boxes { get; init; }
}
