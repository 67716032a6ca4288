using System.Text.Json.Serialization;

namespace RoDLA.Detection;

/// <summary>A model's <c>model.json</c>: description, inputs and outputs. Unknown keys are an error.</summary>
public sealed record ModelManifest
{
    /// <summary>Name of the model, equal to its folder's.</summary>
    public required string Name { get; init; }

    /// <summary>Name for people.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Where it was published, or null.</summary>
    public string? Paper { get; init; }

    /// <summary>What it was trained on.</summary>
    public required string Dataset { get; init; }

    /// <summary>Backbone of the network.</summary>
    public required string Backbone { get; init; }

    /// <summary>Kind of detector, as text.</summary>
    public required string Framework { get; init; }

    /// <summary>SPDX name of the weights' licence, or null when unknown.</summary>
    public string? Licence { get; init; }

    /// <summary>
    /// Model family, which decides how outputs are read: <c>anchor_free</c>, <c>detr</c>, <c>detr_decoded</c>, <c>paddle</c>,
    /// <c>yolo_end2end</c>, <c>yolo</c> or <c>yolox</c>.
    /// </summary>
    public required string Family { get; init; }

    /// <summary>File name of the ONNX graph, in the manifest's folder.</summary>
    public string File { get; init; } = "model.onnx";

    /// <summary>SHA-256 of <see cref="File"/>, hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>SHA-256 of every further file that the graph reads (external weights), by file name.</summary>
    public IReadOnlyDictionary<string, string> ExternalData { get; init; } = new Dictionary<string, string>();

    /// <summary>Class names in the order of the model's outputs, without its placeholders.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>
    /// The counterpart of each class among the 11 of DocLayNet, or null for none; a class that is not here has that of what its name says.
    /// </summary>
    public IReadOnlyDictionary<string, string?>? Doclaynet { get; init; }

    /// <summary>Number of scores of one box: the classes and <see cref="OutputSpec.Placeholders"/>.</summary>
    [JsonIgnore]
    public int Columns => Classes.Count + Outputs.Placeholders.Count;

    /// <summary>Inputs of the graph.</summary>
    public required InputSpec Input { get; init; }

    /// <summary>Outputs of the graph.</summary>
    public required OutputSpec Outputs { get; init; }

    /// <summary>How outputs become detections.</summary>
    public PostprocessSpec Postprocess { get; init; } = new();

    /// <summary>Recommended confidence threshold.</summary>
    public float DefaultThreshold { get; init; } = 0.3f;

    /// <summary>Scores as published or measured, by name.</summary>
    public IReadOnlyDictionary<string, double> PublishedScores { get; init; } = new Dictionary<string, double>();

    /// <summary>Data set of <c>clean_mAP</c> in <see cref="PublishedScores"/>; null for <see cref="Dataset"/>.</summary>
    public string? ScoresDataset { get; init; }

    /// <summary>Where <see cref="PublishedScores"/> were published, or null when the author of the model measured them.</summary>
    public string? ScoresSource { get; init; }
}
