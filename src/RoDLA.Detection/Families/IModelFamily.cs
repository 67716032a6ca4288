using RoDLA.Detection.Preprocessing;

namespace RoDLA.Detection.Families;

/// <summary>Decodes the outputs of one kind of detector.</summary>
internal interface IModelFamily
{
    /// <summary>Name in a manifest's <c>family</c>.</summary>
    string Name { get; }

    /// <summary>Inputs and outputs by which a graph of the family is recognised, as text.</summary>
    string Expects { get; }

    /// <summary>Describes a graph as a model of the family; null when it is none.</summary>
    FamilyMatch? Match(GraphFacts graph);

    /// <summary>The outputs that a model of the family has.</summary>
    IReadOnlyList<OutputRule> OutputsOf(ModelManifest model);

    /// <summary>What is wrong with the outputs of a run, which graphs with free shapes show only then; null when nothing.</summary>
    /// <param name="outputs">Of all images.</param>
    /// <param name="model">The manifest.</param>
    /// <param name="tensor">Size of the input tensor.</param>
    string? WhyMismatched(ModelOutputs outputs, ModelManifest model, PageSize tensor);

    /// <summary>The outputs of one image.</summary>
    ModelOutputs Select(ModelOutputs outputs, int image) => outputs.Of(image);

    /// <summary>Decodes the outputs of one image to detections above the threshold, most confident first.</summary>
    /// <param name="outputs">Of the image.</param>
    /// <param name="model">The manifest.</param>
    /// <param name="geometry">Position of the page in the input tensor.</param>
    /// <param name="settings">How the page is looked at.</param>
    IReadOnlyList<LayoutElement> Decode(
        ModelOutputs outputs, ModelManifest model, PageGeometry geometry, DetectionSettings settings);
}
