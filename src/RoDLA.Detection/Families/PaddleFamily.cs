using RoDLA.Detection.Preprocessing;

namespace RoDLA.Detection.Families;

/// <summary>
/// Detectors of PaddleDetection: a row of class, score, x1, y1, x2, y2 for each box, in pixels of the page, with a seventh number where the
/// model reads: the place in the reading order. The number of valid rows is a second output. Of several images, the rows are padded to
/// equally many, or follow one another.
/// </summary>
internal sealed class PaddleFamily : IModelFamily
{
    private const int Plain = 6;
    private const int Ordered = 7;

    /// <inheritdoc/>
    public string Name => "paddle";

    /// <inheritdoc/>
    public IReadOnlyList<OutputRule> OutputsOf(ModelManifest model) =>
    [
        new(
            OutputRole.Rows,
            "class, score, four corners, and the place in the reading order where there is one",
            "[N, 6]",
            "[N, 7]",
            "[1, N, 6]",
            "[1, N, 7]"),
        new(OutputRole.Count, "the number of valid rows", "[1]", "[1, 1]") { IsOptional = true, MayBeInteger = true },
    ];

    /// <inheritdoc/>
    public string? WhyMismatched(ModelOutputs outputs, ModelManifest model, PageSize tensor)
    {
        if (outputs.RowLength is not (Plain or Ordered))
        {
            return $"The graph returns rows of {outputs.RowLength} numbers; expected {Plain} or {Ordered}.";
        }

        if (outputs.Count.Length > 0 && outputs.Count.Length != outputs.Images)
        {
            return $"The graph returns {outputs.Count.Length} counts for {outputs.Images} images.";
        }

        for (int row = 0; row < outputs.Rows.Length; row += outputs.RowLength)
        {
            if (outputs.Rows[row] >= model.Classes.Count)
            {
                return $"The graph returns the class {outputs.Rows[row]}; the manifest has the classes 0 to {model.Classes.Count - 1}.";
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public ModelOutputs Select(ModelOutputs outputs, int image)
    {
        if (outputs.Count.Length == 0)
        {
            return outputs.Of(image);
        }

        int all = outputs.Rows.Length / outputs.RowLength;
        int total = 0;
        int before = 0;
        for (int i = 0; i < outputs.Images; i++)
        {
            before += i < image ? (int)outputs.Count[i] : 0;
            total += (int)outputs.Count[i];
        }

        int first = total == all ? before : image * (all / outputs.Images);
        int valid = Math.Clamp((int)outputs.Count[image], 0, all - first);
        return new ModelOutputs
        {
            Rows = outputs.Rows.Slice(first * outputs.RowLength, valid * outputs.RowLength),
            RowLength = outputs.RowLength,
        };
    }

    /// <inheritdoc/>
    public IReadOnlyList<LayoutElement> Decode(
        ModelOutputs outputs, ModelManifest model, PageGeometry geometry, DetectionSettings settings)
    {
        ElementList elements = new(model, geometry, settings, coordinates: "page");
        for (int i = 0; i + outputs.RowLength <= outputs.Rows.Length; i += outputs.RowLength)
        {
            ReadOnlySpan<float> row = outputs.Rows.Slice(i, outputs.RowLength);
            int? order = row.Length == Ordered ? (int)row[Plain] : null;
            elements.Add(row[0], row[1], row.Slice(2, 4), order);
        }

        return elements.ToElements();
    }
}
