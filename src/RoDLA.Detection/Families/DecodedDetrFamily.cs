using RoDLA.Detection.Preprocessing;

namespace RoDLA.Detection.Families;

/// <summary>
/// DETR and similar models whose graph decodes its boxes: a class, a box and a confidence for each, in pixels of the page, whose size is an
/// input (<c>orig_target_sizes</c>). So are the published exports of RT-DETR, D-FINE and docling's layout models.
/// </summary>
internal sealed class DecodedDetrFamily : IModelFamily
{
    /// <inheritdoc/>
    public string Name => "detr_decoded";

    /// <inheritdoc/>
    public string Expects => "an image and 'orig_target_sizes' [1, 2]; 'labels' [1, N], 'boxes' [1, N, 4] and 'scores' [1, N]";

    /// <inheritdoc/>
    public IReadOnlyList<OutputRule> OutputsOf(ModelManifest model) =>
    [
        new(OutputRole.Labels, "the index of a class for each box", "[1, N]") { MayBeInteger = true },
        new(OutputRole.Boxes, "four columns", "[1, N, 4]"),
        new(OutputRole.Scores, "a confidence for each box", "[1, N]"),
    ];

    /// <inheritdoc/>
    public string? WhyMismatched(ModelOutputs outputs, ModelManifest model, PageSize tensor)
    {
        int boxes = outputs.Boxes.Length / 4;
        if (outputs.Scores.Length != boxes || outputs.Labels.Length != boxes || boxes % outputs.Images != 0)
        {
            return $"The graph returns {outputs.Labels.Length} labels and {outputs.Scores.Length} scores for {boxes} boxes.";
        }

        foreach (float label in outputs.Labels)
        {
            if (label >= model.Classes.Count)
            {
                return $"The graph returns the class {label}; the manifest has the classes 0 to {model.Classes.Count - 1}.";
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public FamilyMatch? Match(GraphFacts graph)
    {
        if (graph is not { Image: { } image, Inputs.Count: 2 }
            || graph.OtherInputs.Single() is not { } size || !size.Has(-1, 2)
            || graph.Output("labels")?.Has(-1, -1) != true
            || graph.Output("boxes")?.Has(-1, -1, 4) != true
            || graph.Output("scores")?.Has(-1, -1) != true)
        {
            return null;
        }

        List<string> guesses = [];
        InputSpec input = new()
        {
            Name = image.Name,
            PageInputs = new Dictionary<string, string> { [size.Name] = PageInputKinds.PageSize },
            Resize = "stretch",
            Size = graph.ImageSize(guesses),
            Scale = 1 / 255f,
            Interpolation = "bilinear_antialiased",
        };
        guesses.Add("The graph does not tell how pages are normalised: 'scale' 1/255 without 'mean' and 'std' is what RT-DETR has.");
        return new FamilyMatch(input, new OutputSpec { Labels = "labels", Boxes = "boxes", Scores = "scores" }, null, guesses);
    }

    /// <inheritdoc/>
    public IReadOnlyList<LayoutElement> Decode(
        ModelOutputs outputs, ModelManifest model, PageGeometry geometry, DetectionSettings settings)
    {
        ElementList elements = new(model, geometry, settings, coordinates: "page");
        for (int i = 0; i < outputs.Scores.Length; i++)
        {
            elements.Add(outputs.Labels[i], outputs.Scores[i], outputs.Boxes.Slice(i * 4, 4));
        }

        return elements.ToElements();
    }
}
