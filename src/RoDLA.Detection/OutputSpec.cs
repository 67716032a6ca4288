namespace RoDLA.Detection;

/// <summary>Names of the output tensors; which of them a model has is decided by its family.</summary>
public sealed record OutputSpec
{
    /// <summary>
    /// <c>[1, N, classes]</c>: probabilities (<c>anchor_free</c>) or logits (<c>detr</c>); <c>[1, N]</c>: probabilities
    /// (<c>detr_decoded</c>).
    /// </summary>
    public string? Scores { get; init; }

    /// <summary>
    /// <c>[1, N, 4]</c>: x1, y1, x2, y2 (<c>anchor_free</c>, <c>detr_decoded</c>), or centre x, centre y, width, height as a share of the
    /// page inside the tensor (<c>detr</c>).
    /// </summary>
    public string? Boxes { get; init; }

    /// <summary><c>[1, N]</c>: index of the class of each box (<c>detr_decoded</c>).</summary>
    public string? Labels { get; init; }

    /// <summary>
    /// A row for each box: <c>[N, 6]</c> or <c>[N, 7]</c> with class, score, x1, y1, x2, y2 and the place in the reading order
    /// (<c>paddle</c>); <c>[1, N, 6]</c> with x1, y1, x2, y2, score, class (<c>yolo_end2end</c>); <c>[1, N, 5 + classes]</c> with centre,
    /// size, objectness and class scores (<c>yolox</c>). For <c>yolo</c> a column for each box, <c>[1, 4 + classes, N]</c>, with centre,
    /// size and class scores.
    /// </summary>
    public string? Rows { get; init; }

    /// <summary>Number of valid <see cref="Rows"/>, <c>[1]</c> (<c>paddle</c>); null when all are.</summary>
    public string? Count { get; init; }

    /// <summary>
    /// <c>[1, N, N]</c>: logits that the box of a row comes before that of a column (<c>detr</c>); null for a model without reading order.
    /// </summary>
    public string? Order { get; init; }

    /// <summary>
    /// What corners are measured in: <c>page</c>, pixels of the page, or <c>input</c>, pixels of the tensor; null for what the family
    /// usually has: <c>page</c> for <c>detr_decoded</c> and <c>paddle</c>, <c>input</c> for the others.
    /// </summary>
    public string? Coordinates { get; init; }

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
