namespace RoDLA.Detection.Families;

/// <summary>What a graph tells of itself.</summary>
/// <param name="Inputs">Its inputs.</param>
/// <param name="Outputs">Its outputs.</param>
/// <param name="Metadata">Its metadata, such as the <c>names</c> of classes that Ultralytics writes.</param>
internal sealed record GraphFacts(
    IReadOnlyList<GraphTensor> Inputs, IReadOnlyList<GraphTensor> Outputs, IReadOnlyDictionary<string, string> Metadata)
{
    private const int DefaultSide = 640;

    /// <summary>The input with the image: the one with channels, height and width.</summary>
    public GraphTensor? Image { get; } = Inputs.FirstOrDefault(input => input.IsFloat && input.Has(-1, PageImage.Channels, -1, -1));

    /// <summary>The facts of an open graph.</summary>
    public static GraphFacts Of(InferenceSession graph) => new(
        [.. graph.InputMetadata.Select(input => Tensor(input.Key, input.Value))],
        [.. graph.OutputMetadata.Select(output => Tensor(output.Key, output.Value))],
        graph.ModelMetadata.CustomMetadataMap);

    /// <summary>The inputs beside the image.</summary>
    public IEnumerable<GraphTensor> OtherInputs => Inputs.Where(input => input != Image);

    /// <summary>The input of a name.</summary>
    public GraphTensor? Input(string name) => Inputs.FirstOrDefault(input => input.Name == name);

    /// <summary>The output of a name.</summary>
    public GraphTensor? Output(string name) => Outputs.FirstOrDefault(output => output.Name == name);

    /// <summary>Height and width of the image: of the graph, else of its metadata, else a guess, which is noted.</summary>
    public int[] ImageSize(List<string> guesses)
    {
        if (Image is { Shape: [_, _, > 0 and var height, > 0 and var width] })
        {
            return [height, width];
        }

        int[] told = Metadata.TryGetValue("imgsz", out string? text)
            ? [.. text.Trim('[', ']', ' ').Split(',').Select(side => int.TryParse(side, out int pixels) ? pixels : 0)]
            : [];
        if (told is [> 0, > 0])
        {
            return told;
        }

        guesses.Add($"The graph takes images of any size; 'input.size' is a guess of {DefaultSide} × {DefaultSide}.");
        return [DefaultSide, DefaultSide];
    }

    private static GraphTensor Tensor(string name, NodeMetadata tensor) => new(name, tensor.ElementDataType, tensor.Dimensions);
}
