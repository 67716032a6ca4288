using RoDLA.Detection.Preprocessing;

namespace RoDLA.Detection.Families;

/// <summary>
/// YOLOv8 to YOLO12 and YOLO11: a column for each box with centre x, centre y, width and height in pixels of the input, then a probability
/// for each class. A box has its most probable class; duplicates are removed by non-maximum suppression.
/// </summary>
internal sealed class YoloFamily : IModelFamily
{
    private const int Corners = 4;

    /// <inheritdoc/>
    public string Name => "yolo";

    /// <inheritdoc/>
    public string Expects => "an image; one output [1, 4 + classes, N] with more boxes than rows";

    /// <inheritdoc/>
    public IReadOnlyList<OutputRule> OutputsOf(ModelManifest model) =>
        [new(OutputRole.Rows, "centre and size, then one row per class", $"[1, {Corners + model.Classes.Count}, N]")];

    /// <inheritdoc/>
    public string? WhyMismatched(ModelOutputs outputs, ModelManifest model, PageSize tensor)
    {
        int rows = outputs.Rows.Length / Math.Max(1, outputs.RowLength * outputs.Images);
        return rows == Corners + model.Classes.Count
            ? null
            : $"The graph returns {rows} numbers for each box; expected {Corners + model.Classes.Count}, one per class and {Corners}.";
    }

    /// <inheritdoc/>
    public FamilyMatch? Match(GraphFacts graph)
    {
        if (graph is not { Image: { } image, Inputs.Count: 1 }
            || graph.Outputs is not [{ IsFloat: true, Shape: [_, > Corners and var length, var boxes] } rows, ..]
            || (boxes > 0 && boxes <= length))
        {
            return null;
        }

        List<string> guesses = [];
        return new FamilyMatch(
            YoloInput.Of(graph, image, guesses), new OutputSpec { Rows = rows.Name }, length - Corners, guesses)
        {
            Postprocess = new PostprocessSpec { NmsIou = 0.7f },
        };
    }

    /// <inheritdoc/>
    public IReadOnlyList<LayoutElement> Decode(
        ModelOutputs outputs, ModelManifest model, PageGeometry geometry, DetectionSettings settings)
    {
        ElementList elements = new(model, geometry, settings, coordinates: "input");
        int boxes = outputs.RowLength;
        ReadOnlySpan<float> rows = outputs.Rows;
        Span<float> corners = stackalloc float[Corners];
        float[] best = ArrayPool<float>.Shared.Rent(boxes);
        int[] labels = ArrayPool<int>.Shared.Rent(boxes);
        FindBest(rows[(Corners * boxes)..], boxes, model.Classes.Count, best, labels);
        for (int i = 0; i < boxes; i++)
        {
            if (best[i] > elements.Threshold)
            {
                (float x, float y) = (rows[i], rows[boxes + i]);
                (float halfWidth, float halfHeight) = (rows[(2 * boxes) + i] / 2, rows[(3 * boxes) + i] / 2);
                (corners[0], corners[1]) = (x - halfWidth, y - halfHeight);
                (corners[2], corners[3]) = (x + halfWidth, y + halfHeight);
                elements.Add(labels[i], best[i], corners);
            }
        }

        ArrayPool<float>.Shared.Return(best);
        ArrayPool<int>.Shared.Return(labels);
        return elements.ToElements();
    }

    /// <summary>The most probable class of each box, the first of equal ones; one row of <paramref name="scores"/> per class.</summary>
    private static void FindBest(ReadOnlySpan<float> scores, int boxes, int classes, float[] best, int[] labels)
    {
        best.AsSpan(0, boxes).Fill(float.NegativeInfinity);
        for (int label = 0; label < classes; label++)
        {
            ReadOnlySpan<float> row = scores.Slice(label * boxes, boxes);
            for (int i = 0; i < row.Length; i++)
            {
                if (row[i] > best[i])
                {
                    (best[i], labels[i]) = (row[i], label);
                }
            }
        }
    }
}
