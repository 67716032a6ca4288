using RoDLA.Detection.Preprocessing;

namespace RoDLA.Detection.Families;

/// <summary>
/// YOLO without duplicates to remove (YOLOv10 and YOLO26, and DocLayout-YOLO, which is made from the former): a row of x1, y1, x2, y2,
/// confidence and class for each box, in pixels of the input.
/// </summary>
internal sealed class YoloEndToEndFamily : IModelFamily
{
    private const int RowLength = 6;

    /// <inheritdoc/>
    public string Name => "yolo_end2end";

    /// <inheritdoc/>
    public string Expects => "an image; one output [1, N, 6]";

    /// <inheritdoc/>
    public IReadOnlyList<OutputRule> OutputsOf(ModelManifest model) =>
        [new(OutputRole.Rows, "four corners, confidence and class", "[1, N, 6]")];

    /// <inheritdoc/>
    public string? WhyMismatched(ModelOutputs outputs, ModelManifest model, PageSize tensor)
    {
        if (outputs.RowLength != RowLength || outputs.Rows.Length % (outputs.Images * RowLength) != 0)
        {
            return $"The graph returns rows of {outputs.RowLength} numbers; expected {RowLength}.";
        }

        for (int row = 0; row < outputs.Rows.Length; row += RowLength)
        {
            if (outputs.Rows[row + 5] >= model.Classes.Count)
            {
                return $"The graph returns the class {outputs.Rows[row + 5]}; the manifest has the classes 0 to {model.Classes.Count - 1}.";
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public FamilyMatch? Match(GraphFacts graph)
    {
        if (graph is not { Image: { } image, Inputs.Count: 1, Outputs: [{ IsFloat: true } rows, ..] }
            || !rows.Has(1, -1, RowLength) || rows.Shape[^1] != RowLength)
        {
            return null;
        }

        List<string> guesses = [];
        return new FamilyMatch(
            YoloInput.Of(graph, image, guesses), new OutputSpec { Rows = rows.Name }, null, guesses);
    }

    /// <inheritdoc/>
    public IReadOnlyList<LayoutElement> Decode(
        ModelOutputs outputs, ModelManifest model, PageGeometry geometry, DetectionSettings settings)
    {
        ElementList elements = new(model, geometry, settings, coordinates: "input");
        for (int i = 0; i + RowLength <= outputs.Rows.Length; i += RowLength)
        {
            ReadOnlySpan<float> row = outputs.Rows.Slice(i, RowLength);
            elements.Add(row[5], row[4], row[..4]);
        }

        return elements.ToElements();
    }
}
