using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RoDLA.Detection;
using RoDLA.Detection.Models;
using RoDLA.Detection.Preprocessing;
using RoDLA.Detection.Runtime;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.ModelInfo;

/// <summary>The manifest that tools/export-rodla writes for the published M6Doc checkpoint (its own tests hold it to this file).</summary>
public sealed class PublishedModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PublishedModelTests()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder.Path, "rodla-m6doc")).FullName;
        File.Copy(Path.Combine(RepositoryRoot.Path, "tools", "export-rodla", "tests", "m6doc-model.json"), Path.Combine(folder, "model.json"));
        File.WriteAllBytes(Path.Combine(folder, "model.onnx"), []);
        File.WriteAllBytes(Path.Combine(folder, "model.onnx.data"), []);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ModelInfo_PublishedCheckpoint_IsTheDocuments()
    {
        DetectionOptions options = new() { Model = "rodla-m6doc", ModelsFolder = _folder.Path };
        await using LayoutDetector detector = new(new ModelRepository(_folder.Path), Options.Create(options));
        await using ApiServer server = await ApiServer.StartAsync(
            replace: services => services.Replace(ServiceDescriptor.Singleton<ILayoutDetector>(detector)));

        using HttpResponseMessage response = await server.Client.GetAsync(new Uri("/api/model-info", UriKind.Relative));
        JsonElement info = await ApiServer.JsonAsync(response);

        Assert.Equal("RoDLA InternImage-XL", info.GetProperty("model_name").GetString());
        Assert.Equal(
            "RoDLA: Benchmarking the Robustness of Document Layout Analysis Models (CVPR 2024)", info.GetProperty("paper").GetString());
        Assert.Equal(74, info.GetProperty("num_classes").GetInt32());
        string[] classes = [.. info.GetProperty("classes").EnumerateArray().Select(c => c.GetString()!)];
        Assert.Equal(74, classes.Distinct().Count());
        Assert.Empty(((string[])["paragraph", "title", "figure", "table", "caption", "header", "footer", "page number"]).Except(classes));
        Assert.Equal("InternImage-XL", info.GetProperty("backbone").GetString());
        Assert.Equal("DINO with Channel Attention + Average Pooling", info.GetProperty("detection_framework").GetString());
        Assert.Equal("M6Doc-P", info.GetProperty("dataset").GetString());
        Assert.Equal(300, info.GetProperty("max_detections_per_image").GetInt32());
        Assert.Equal(
            """{"clean_mAP":70,"perturbed_avg_mAP":61.7,"mRD_score":147.6}""", info.GetProperty("state_of_the_art_performance").GetRawText());
        Assert.Contains("arXiv 2403.14442", info.GetProperty("performance_source").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(612, 792, 800, 1035, 800, 1056)]
    [InlineData(1025, 1025, 800, 800, 800, 800)]
    [InlineData(2000, 1200, 1333, 800, 1344, 800)]
    public void ResizeRule_PublishedCheckpoint_IsThatOfItsTests(int width, int height, int toWidth, int toHeight, int tensorWidth, int tensorHeight)
    {
        ModelManifest manifest = new ModelRepository(_folder.Path).Open("rodla-m6doc").Manifest;
        PageGeometry geometry = new InputResize(manifest.Input).Fit(new(width, height));
        Assert.Equal((toWidth, toHeight), (geometry.Content.Width, geometry.Content.Height));
        Assert.Equal((tensorWidth, tensorHeight), (geometry.Tensor.Width, geometry.Tensor.Height));
        Assert.Equal((75, 300), (manifest.Columns, manifest.Postprocess.MaxDetections));
    }
}
