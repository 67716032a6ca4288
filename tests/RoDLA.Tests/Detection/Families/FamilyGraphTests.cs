using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Options;
using RoDLA.Detection;
using RoDLA.Detection.Models;
using RoDLA.Detection.Runtime;
using RoDLA.Imaging;
using RoDLA.Imaging.Scheduling;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Detection.Families;

/// <summary>
/// A graph of each family, through the real service: boxes within 0.01 px of NumPy's in float64, confidences within 1e-5, the classes and the
/// reading order equal.
/// </summary>
public sealed class FamilyGraphTests(FamilyGraphs graphs) : IClassFixture<FamilyGraphs>
{
    private static readonly string[] Corners = ["x1", "y1", "x2", "y2"];

    [Theory]
    [MemberData(nameof(FamilyGraphs.Models), MemberType = typeof(FamilyGraphs))]
    public async Task Detect_PagesOfEveryShape_AnswersTheKnownBoxes(string model)
    {
        foreach (FamilyGraphs.Answer expected in FamilyGraphs.Expected.Where(answer => answer.Model == model))
        {
            using HttpResponseMessage response = await graphs.Server.DetectAsync(ApiServer.Form(
                FamilyGraphs.Page(expected), ("model", model), ("generate_visualizations", "false"), ("save_json", "false")));
            AssertSame(expected, await response.JsonAsync(HttpStatusCode.OK));
        }
    }

    [Theory]
    [MemberData(nameof(FamilyGraphs.Models), MemberType = typeof(FamilyGraphs))]
    public async Task DetectBatch_PagesOfEveryShape_AnswersTheKnownBoxes(string model)
    {
        FamilyGraphs.Answer[] expected =
            [.. FamilyGraphs.Expected.Where(answer => answer.Model == model && answer.Page != "huge")];
        using MultipartFormDataContent form = BatchCalls.Form(
            expected.Select(answer => (answer.Page + ".png", FamilyGraphs.Page(answer))), ("model", model));
        using HttpResponseMessage response = await graphs.Server.PostBatchAsync(form);
        string jobId = (await response.JsonAsync(HttpStatusCode.Accepted)).GetProperty("job_id").GetString()!;
        Assert.Equal("completed", (await graphs.Server.EndAsync(jobId)).GetProperty("status").GetString());

        JsonElement results = await graphs.Server.GetJsonAsync($"/api/batch-job/{jobId}/results");

        foreach (FamilyGraphs.Answer answer in expected)
        {
            JsonElement result = results.GetProperty("results").EnumerateArray()
                .Single(r => r.GetProperty("image").GetString() == answer.Page + ".png");
            AssertSame(answer, await graphs.Server.GetJsonAsync(result.GetProperty("result_url").GetString()!));
        }
    }

    [Fact]
    public async Task Detect_Doclaynet_AnswersItsClassesAndExportsThem()
    {
        FamilyGraphs.Answer page = FamilyGraphs.Expected.First(answer => answer.Model == "yolo");
        (string, string)[] fields = [("model", "yolo"), ("classes", "doclaynet"), ("generate_visualizations", "false"), ("save_json", "false")];

        using HttpResponseMessage response = await graphs.Server.DetectAsync(ApiServer.Form(FamilyGraphs.Page(page), fields));
        JsonElement answer = await response.JsonAsync(HttpStatusCode.OK);
        using HttpResponseMessage export =
            await graphs.Server.DetectAsync(ApiServer.Form(FamilyGraphs.Page(page), [.. fields, ("format", "coco")]));
        JsonElement coco = await export.JsonAsync(HttpStatusCode.OK);

        Assert.Equal("doclaynet", answer.GetProperty("detection_config").GetProperty("classes").GetString());
        Assert.Equal(
            [(7, "Section-header"), (9, "Text"), (7, "Section-header"), (6, "Picture")],
            answer.GetProperty("all_detections").EnumerateArray()
                .Select(d => (d.GetProperty("class_id").GetInt32(), d.GetProperty("class_name").GetString())));
        Assert.Equal(
            DocLayNet.Names, coco.GetProperty("categories").EnumerateArray().Select(c => c.GetProperty("name").GetString()));
    }

    [Theory]
    [InlineData("detr")]
    [InlineData("detr-decoded")]
    [InlineData("yolo-end2end")]
    [InlineData("anchor-free")]
    public async Task DetectAsync_SlicesInBatches_AnswersAsOneByOne(string model)
    {
        // Four quarters of different colours, so of different confidences.
        using PageImage page = PageImage.Rent(640, 640);
        for (int y = 0; y < page.Height; y++)
        {
            for (int x = 0; x < page.Width; x++)
            {
                page.Row(y).Slice(x * PageImage.Channels, PageImage.Channels).Fill((byte)(130 + (40 * (x / 320)) + (60 * (y / 320))));
            }
        }

        DetectionSettings settings = new(0.3f) { Slices = new SliceSettings(320, 320, 0) };
        List<IReadOnlyList<LayoutElement>> answers = [];
        foreach (int batch in new[] { 1, 4 })
        {
            DetectionOptions options = new() { ModelsFolder = FamilyGraphs.Folder, Model = model, SliceBatch = batch };
            await using LayoutDetector detector = new(new ModelRepository(FamilyGraphs.Folder), Options.Create(options));
            await detector.LoadAsync(default);
            answers.Add((await detector.DetectAsync(page, settings, RequestPriority.Interactive, default)).Elements);
        }

        Assert.True(answers[0].Select(e => e.Confidence).Distinct().Count() > 4);
        Assert.Equal(answers[0], answers[1]);
    }

    private static void AssertSame(FamilyGraphs.Answer expected, JsonElement answer)
    {
        string where = $"{expected.Model}, {expected.Page}";
        JsonElement[] actual = [.. answer.GetProperty("all_detections").EnumerateArray()];
        Assert.True(
            expected.Elements.Count == actual.Length, $"{where}: {actual.Length} detections in place of {expected.Elements.Count}.");
        foreach ((FamilyGraphs.Element wanted, JsonElement found) in expected.Elements.Zip(actual))
        {
            Assert.Equal(wanted.ClassName, found.GetProperty("class_name").GetString());
            Assert.Equal(wanted.Confidence, found.GetProperty("confidence").GetDouble(), 1e-5);
            Assert.Equal(
                wanted.ModelReadingOrder,
                found.TryGetProperty("model_reading_order", out JsonElement order) ? order.GetInt32() : null);
            for (int i = 0; i < Corners.Length; i++)
            {
                double corner = found.GetProperty("bbox").GetProperty(Corners[i]).GetDouble();
                Assert.True(Math.Abs(wanted.Box[i] - corner) <= 0.01, $"{where}: {Corners[i]} is {corner} in place of {wanted.Box[i]}.");
            }
        }
    }
}
