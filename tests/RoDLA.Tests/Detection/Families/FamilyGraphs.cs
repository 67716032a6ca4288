using System.Text.Json;
using System.Text.Json.Nodes;
using RoDLA.Tests.Api.Fixtures;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.PixelFormats;
using Xunit;

namespace RoDLA.Tests.Detection.Families;

/// <summary>The graphs that <c>make_graphs.py</c> made, in one real service.</summary>
public sealed class FamilyGraphs : IAsyncLifetime
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private static readonly string Here = Path.Combine(RepositoryRoot.Path, "tests", "RoDLA.Tests", "Detection", "Families");

    /// <summary>The folder of the models.</summary>
    public static string Folder { get; } = Path.Combine(Here, "graphs");

    /// <summary>What the graphs must answer.</summary>
    internal static IReadOnlyList<Answer> Expected { get; } =
        JsonSerializer.Deserialize<List<Answer>>(File.ReadAllText(Path.Combine(Here, "expected.json")), Json)!;

    /// <summary>Names of the models.</summary>
    public static TheoryData<string> Models => [.. Expected.Select(answer => answer.Model).Distinct()];

    internal ApiServer Server { get; private set; } = null!;

    /// <summary>A page of one colour, as PNG.</summary>
    internal static byte[] Page(Answer answer)
    {
        using Image<Rgb24> image = new(
            answer.Width, answer.Height, new Rgb24((byte)answer.Colour[0], (byte)answer.Colour[1], (byte)answer.Colour[2]));
        using MemoryStream png = new();
        image.SaveAsPng(png, new PngEncoder { CompressionLevel = PngCompressionLevel.BestSpeed, FilterMethod = PngFilterMethod.None });
        return png.ToArray();
    }

    /// <summary>Copies a model to another folder, with another manifest.</summary>
    internal static void Copy(string model, string folder, Action<JsonObject> edit)
    {
        string target = Directory.CreateDirectory(Path.Combine(folder, model)).FullName;
        File.Copy(Path.Combine(Folder, model, "model.onnx"), Path.Combine(target, "model.onnx"));
        JsonObject manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, model, "model.json")))!.AsObject();
        edit(manifest);
        File.WriteAllText(Path.Combine(target, "model.json"), manifest.ToJsonString());
    }

    public async Task InitializeAsync()
    {
        Server = await ApiServer.StartAsync(
            new Dictionary<string, string>
            {
                ["RODLA_MODELS_DIR"] = Folder,
                ["RODLA_MODEL"] = "anchor-free",
                ["RODLA_MAX_LOADED_MODELS"] = "16",
            },
            real: true);
        await Server.ReadyAsync();
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();

    internal sealed record Answer(string Model, string Page, int Width, int Height, int[] Colour, List<Element> Elements);

    internal sealed record Element(string ClassName, double Confidence, double[] Box, int? ModelReadingOrder);
}
