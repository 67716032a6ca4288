using RoDLA.Detection.Preprocessing;

namespace RoDLA.Detection.Families;

/// <summary>
/// YOLOX: a row for each cell of the grids of stride 8, 16 and 32, with centre x, centre y, the logarithms of width and height in cells,
/// objectness, and a probability for each class. A box has its most probable class, with objectness × probability as confidence; duplicates
/// are removed by non-maximum suppression.
/// </summary>
internal sealed class YoloxFamily : IModelFamily
{
    private const int Geometry = 5;

    private static readonly int[] Strides = [8, 16, 32];

    /// <inheritdoc/>
    public string Name => "yolox";

    /// <inheritdoc/>
    public string Expects => "an image; one output [1, N, 5 + classes] with a row for each cell of the grids of stride 8, 16 and 32";

    /// <inheritdoc/>
    public IReadOnlyList<OutputRule> OutputsOf(ModelManifest model) =>
        [new(OutputRole.Rows, "centre, size and objectness, then one column per class", $"[1, N, {Geometry + model.Classes.Count}]")];

    /// <inheritdoc/>
    public string? WhyMismatched(ModelOutputs outputs, ModelManifest model, PageSize tensor)
    {
        int length = Geometry + model.Classes.Count;
        int cells = Cells(tensor.Width, tensor.Height);
        int rows = outputs.Rows.Length / Math.Max(1, outputs.RowLength * outputs.Images);
        return outputs.RowLength == length && rows == cells
            ? null
            : $"The graph returns {rows} rows of {outputs.RowLength} numbers; expected {cells}, one per cell of the grids, of {length}.";
    }

    /// <inheritdoc/>
    public FamilyMatch? Match(GraphFacts graph)
    {
        if (graph is not { Image: { Shape: [_, _, > 0 and var height, > 0 and var width] } image, Inputs.Count: 1 }
            || graph.Outputs is not [{ IsFloat: true, Shape: [_, var rows, > Geometry and var length] } output]
            || rows != Cells(width, height))
        {
            return null;
        }

        InputSpec input = new()
        {
            Name = image.Name,
            Resize = "letterbox",
            Size = [height, width],
            PadValue = 114,
            PadPosition = "top_left",
            ChannelOrder = "bgr",
        };
        return new FamilyMatch(
            input,
            new OutputSpec { Rows = output.Name },
            length - Geometry,
            ["The graph does not tell how pages are normalised: BGR from 0 to 255 is what YOLOX has since version 0.2."])
        {
            Postprocess = new PostprocessSpec { NmsAgnosticIou = 0.45f },
        };
    }

    private static int Cells(int width, int height) => Strides.Sum(stride => width / stride * (height / stride));

    /// <inheritdoc/>
    public IReadOnlyList<LayoutElement> Decode(
        ModelOutputs outputs, ModelManifest model, PageGeometry geometry, DetectionSettings settings)
    {
        ElementList elements = new(model, geometry, settings, coordinates: "input");
        Span<float> corners = stackalloc float[4];
        ReadOnlySpan<float> rest = outputs.Rows;
        foreach (int stride in Strides)
        {
            (int across, int down) = (geometry.Tensor.Width / stride, geometry.Tensor.Height / stride);
            for (int cell = 0; cell < across * down && rest.Length >= outputs.RowLength; cell++)
            {
                ReadOnlySpan<float> row = rest[..outputs.RowLength];
                rest = rest[outputs.RowLength..];
                (int label, float score) = Best(row[Geometry..]);
                score *= row[4];
                if (score > elements.Threshold)
                {
                    (float x, float y) = ((row[0] + (cell % across)) * stride, (row[1] + (cell / across)) * stride);
                    (float halfWidth, float halfHeight) = (MathF.Exp(row[2]) * stride / 2, MathF.Exp(row[3]) * stride / 2);
                    (corners[0], corners[1]) = (x - halfWidth, y - halfHeight);
                    (corners[2], corners[3]) = (x + halfWidth, y + halfHeight);
                    elements.Add(label, score, corners);
                }
            }
        }

        return elements.ToElements();
    }

    private static (int Label, float Score) Best(ReadOnlySpan<float> scores)
    {
        (int label, float best) = (0, float.NegativeInfinity);
        for (int i = 0; i < scores.Length; i++)
        {
            if (scores[i] > best)
            {
                (label, best) = (i, scores[i]);
            }
        }

        return (label, best);
    }
}
