using Microsoft.ML.OnnxRuntime.Tensors;
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
    public string Expects =>
        "an image, with 'scale_factor' [1, 2] and perhaps 'im_shape' [1, 2]; rows [N, 6] or [N, 7], and perhaps their number";

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
    public FamilyMatch? Match(GraphFacts graph)
    {
        GraphTensor? rows = graph.Outputs.FirstOrDefault(output =>
            output.IsFloat && (output.Has(-1, Plain) || output.Has(-1, Ordered) || output.Has(1, -1, Plain) || output.Has(1, -1, Ordered)));
        if (graph.Image is not { } image || rows is null || graph.Input("scale_factor") is not { } scale
            || graph.OtherInputs.Any(input => input.Name is not ("scale_factor" or "im_shape") || !input.Has(-1, 2)))
        {
            return null;
        }

        // Exports in half precision have no room for pixels of large pages: they are fed a scale of 1.
        bool isHalf = scale.Type == TensorElementType.Float16 || image.Type == TensorElementType.Float16;
        List<string> guesses = [];
        Dictionary<string, string> sizes = [];
        if (graph.Input("im_shape") is not null)
        {
            sizes.Add("im_shape", PageInputKinds.InputSize);
        }
        else
        {
            guesses.Add(
                "Without 'im_shape' it may be a PicoDet, which wants 'mean' [0.485, 0.456, 0.406] and 'std' [0.229, 0.224, 0.225].");
        }

        sizes.Add(scale.Name, isHalf ? PageInputKinds.Ones : PageInputKinds.Scale);
        InputSpec input = new()
        {
            Name = image.Name,
            PageInputs = sizes,
            Resize = "stretch",
            Size = graph.ImageSize(guesses),
            Scale = 1 / 255f,
            Interpolation = rows.Shape[^1] == Ordered ? "bicubic" : "bilinear",
        };
        guesses.Add(
            "The graph does not tell how pages are resized and normalised: compare 'interpolation', 'mean' and 'std' with inference.yml.");
        string? count = graph.Outputs.FirstOrDefault(output => !output.IsFloat && output != rows && output.Shape.Count <= 2)?.Name;
        OutputSpec outputs = new() { Rows = rows.Name, Count = count, Coordinates = isHalf ? "input" : null };
        return new FamilyMatch(input, outputs, null, guesses);
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
