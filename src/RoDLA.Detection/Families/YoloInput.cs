namespace RoDLA.Detection.Families;

/// <summary>The input that Ultralytics' exports have in common.</summary>
internal static class YoloInput
{
    /// <summary>A centred letterbox of RGB from 0 to 1.</summary>
    public static InputSpec Of(GraphFacts graph, GraphTensor image, List<string> guesses) => new()
    {
        Name = image.Name,
        Resize = "letterbox",
        Size = graph.ImageSize(guesses),
        PadValue = 114,
        PadPosition = "center",
        Scale = 1 / 255f,
    };
}
