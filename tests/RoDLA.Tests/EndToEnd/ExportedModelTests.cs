using System.Net;
using System.Text.Json;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Imaging;
using Xunit;

namespace RoDLA.Tests.EndToEnd;

/// <summary>A RoDLA model from checkpoint to answer.</summary>
public sealed class ExportedModelTests(ExportedModel model) : IClassFixture<ExportedModel>
{
    private const string Packages = "python3-torch python3-onnx python3-opencv";
    private const string Torch = "/usr/lib/python3/dist-packages/torch";
    private const string Onnx = "/usr/lib/python3/dist-packages/onnx";

    /// <summary>
    /// Pages are resized as OpenCV does it, to the bit, so the graph is given the same; float32 boxes differ by a hundredth of a pixel.
    /// </summary>
    [ToolFact("python3", Packages, Torch, Onnx)]
    public async Task Detect_ExportedModel_AnswersWhatOpenCvAndNumpySay()
    {
        ApiServer server = await model.ServerAsync();

        JsonElement[] actual = [.. (await DetectionsAsync(server, Samples.Read("invoice.png"))).EnumerateArray()];

        JsonElement[] expected = [.. (await model.ReferenceAsync(Path.Combine(RepositoryRoot.Path, "samples", "invoice.png"))).EnumerateArray()];
        Assert.InRange(expected.Length, 200, 300);
        Assert.Equal(expected.Select(e => e.GetProperty("class_name").GetString()), actual.Select(e => e.GetProperty("class_name").GetString()));
        Assert.Equal(expected.Select(e => e.GetProperty("class_id").GetInt32()), actual.Select(e => e.GetProperty("class_id").GetInt32()));
        string[] corners = ["x1", "y1", "x2", "y2"];
        foreach ((JsonElement wanted, JsonElement found) in expected.Zip(actual))
        {
            Assert.Equal(wanted.GetProperty("confidence").GetDouble(), found.GetProperty("confidence").GetDouble(), 1e-6);
            for (int i = 0; i < corners.Length; i++)
            {
                Assert.Equal(wanted.GetProperty("bbox")[i].GetDouble(), found.GetProperty("bbox").GetProperty(corners[i]).GetDouble(), 0.01);
            }
        }
    }

    [ToolFact("python3", Packages, Torch, Onnx)]
    public async Task Detect_PagesOfOtherSizesBesideIt_AnswersAsAlone()
    {
        ApiServer server = await model.ServerAsync();
        IReadOnlyList<byte[]> pages = [Samples.Read("invoice.png"), .. await Samples.VariationsAsync("article.jpg", 3)];
        List<string> alone = [];
        foreach (byte[] page in pages)
        {
            alone.Add((await DetectionsAsync(server, page)).GetRawText());
        }

        string[] together = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(async i => (await DetectionsAsync(server, pages[i % pages.Count])).GetRawText()));

        Assert.Equal(pages.Count, alone.Distinct().Count());
        Assert.All(Enumerable.Range(0, together.Length), i => Assert.Equal(alone[i % alone.Count], together[i]));
    }

    private static async Task<JsonElement> DetectionsAsync(ApiServer server, byte[] page)
    {
        using HttpResponseMessage response = await server.DetectAsync(
            ApiServer.Form(page, ("generate_visualizations", "no"), ("save_json", "no"), ("score_thr", "0")));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await ApiServer.JsonAsync(response)).GetProperty("all_detections");
    }
}
