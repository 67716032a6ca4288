namespace RoDLA.Detection;

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

    /// <summary>
    /// Columns of <see cref="Scores"/> without a class, such as the background. They compete for the highest score and are then
    /// discarded.
    /// </summary>
    public IReadOnlyList<int> Placeholders { get; init; } = [];

    /// <summary>The class of a column of <see cref="Scores"/>, or null for a placeholder.</summary>
    public int? ClassOf(int column)
    {
        int classId = column;
        foreach (int placeholder in Placeholders)
        {
            if (placeholder == column)
            {
                return null;
            }

            classId -= placeholder < column ? 1 : 0;
        }

        return classId;
    }
}
