using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using RoDLA.Detection;
using RoDLA.Detection.Models;
using RoDLA.Detection.Runtime;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Detection.Families;

/// <summary>A graph that does not fit its manifest is refused when it is loaded, with one sentence that says what differs.</summary>
public sealed class GraphRulesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("yolo", "/input/name", "\"pixels\"", "The graph has no input 'pixels'; it has 'images'.")]
    [InlineData("yolo", "/outputs/rows", "\"boxes\"", "The graph has no output 'boxes'; it has 'output0'.")]
    [InlineData(
        "detr-decoded", "/input/page_inputs", "{}", "The graph wants an input 'orig_target_sizes' that the manifest does not name.")]
    [InlineData(
        "yolo",
        "/input/size",
        "[640, 640]",
        "Input 'images' has the shape [1, 3, 128, 160]; the manifest's 'input' makes tensors with a height of 640 and a width of 640.")]
    [InlineData(
        "yolo",
        "/classes",
        "[\"Text\", \"Table\"]",
        "Output 'output0' has the shape [1, 7, 8]; expected [1, 6, N], centre and size, then one row per class.")]
    [InlineData(
        "detr",
        "/classes",
        "[\"a\", \"b\", \"c\", \"d\"]",
        "Output 'logits' has the shape [-1, 4, 3]; expected [1, N, 4], one column per class and placeholder.")]
    [InlineData(
        "detr-decoded",
        "/outputs",
        "{\"labels\": \"labels\", \"boxes\": \"labels\", \"scores\": \"scores\"}",
        "Tensor 'labels' holds int64; expected float32 or float16.")]
    [InlineData(
        "detr-decoded", "/classes", "[\"Text\", \"Table\"]", "The graph returns the class 2; the manifest has the classes 0 to 1.")]
    [InlineData("paddle", "/classes", "[\"Text\"]", "The graph returns the class 2; the manifest has the classes 0 to 0.")]
    [InlineData(
        "yolo-end2end", "/classes", "[\"Text\"]", "The graph returns the class 2; the manifest has the classes 0 to 0.")]
    [InlineData(
        "yolox",
        "/classes",
        "[\"Text\"]",
        "Output 'output' has the shape [1, 252, 8]; expected [1, N, 6], centre, size and objectness, then one column per class.")]
    [InlineData(
        "paddle-half", "/input/page_inputs/im_shape", "\"im_shape\"", "'input.page_inputs' gives 'im_shape' im_shape; known are ")]
    [InlineData(
        "yolo", "/family", "\"detr\"", "A model of the family detr has the 'outputs' scores, boxes, order (may be left out); the manifest names rows.")]
    [InlineData("yolo", "/input/resize", "\"crop\"", "'input.resize' is 'crop'; known are letterbox, stretch and keep_ratio.")]
    [InlineData("yolo", "/input/interpolation", "\"lanczos\"", "'input.interpolation' is 'lanczos'; known are ")]
    [InlineData("yolo", "/outputs/coordinates", "\"share\"", "'outputs.coordinates' is 'page' or 'input'.")]
    [InlineData("yolo", "/doclaynet", "{\"Stamp\": \"Picture\"}", "'doclaynet' has 'Stamp', which is not one of 'classes'.")]
    public async Task LoadAsync_GraphThatDiffers_SaysWhatInOneSentence(string model, string path, string json, string expected)
    {
        FamilyGraphs.Copy(model, _folder.Path, manifest =>
        {
            string[] names = path.Split('/')[1..];
            JsonNode parent = manifest;
            foreach (string key in names[..^1])
            {
                parent = parent[key]!;
            }

            parent[names[^1]] = JsonNode.Parse(json);
        });

        ModelException problem = await Assert.ThrowsAsync<ModelException>(async () =>
        {
            DetectionOptions options = new() { ModelsFolder = _folder.Path, Model = model };
            await using LayoutDetector detector = new(new ModelRepository(_folder.Path), Options.Create(options));
            await detector.LoadAsync(default);
        });

        Assert.StartsWith(expected, Assert.Single(problem.Problems), StringComparison.Ordinal);
    }
}
