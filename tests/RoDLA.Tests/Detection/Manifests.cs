using RoDLA.Detection;


namespace RoDLA.Tests.Detection;

/// <summary>Small manifests for tests.</summary>
internal static class Manifests
{
    public static ModelManifest Create(string family, int classes, InputSpec? input = null, PostprocessSpec? postprocess = null) => new()
    {
        Name = "test",
        DisplayName = "Test",
        Dataset = "none",
        Backbone = "none",
        Framework = "none",
        Family = family,
        Sha256 = new string('0', 64),
        Classes = [.. Enumerable.Range(0, classes).Select(i => $"class-{i}")],
        Input = input ?? Letterbox(512, 512),
        Outputs = new OutputSpec { Scores = "scores", Boxes = "boxes" },
        Postprocess = postprocess ?? new PostprocessSpec(),
    };

    public static InputSpec Letterbox(int height, int width) => new()
    {
        Name = "image",
        Resize = "letterbox",
        Portrait = [height, width],
        Landscape = [width, height],
        PadValue = 114,
        PadPosition = "center",
        Interpolation = "area",
    };

    public static InputSpec KeepRatio() => new() { Name = "image", Resize = "keep_ratio", MaxSize = [1333, 800], PadMultiple = 32 };
}
