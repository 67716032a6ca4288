using RoDLA.Detection;
using System.Net;
using System.Text.Json;
using RoDLA.Analysis.Perturbing;
using RoDLA.Analysis.Pictures;
using RoDLA.Analysis.Pipeline;
using RoDLA.Imaging;
using RoDLA.Perturbations;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Perturbing;

public sealed class DetectWithPerturbationTests
{
    [Fact]
    public async Task Detect_NoPerturbations_IsTheRequestOfDetect()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage detect = await server.DetectAsync(("score_thr", "0.4"));
        using HttpResponseMessage none = await PostAsync(server, ("score_thr", "0.4"));
        using HttpResponseMessage empty = await PostAsync(server, ("score_thr", "0.4"), ("perturbations", "[]"), ("compare", "yes"));

        Assert.Equal(3, server.Fake.Requests.Count);
        Assert.All(server.Fake.Requests, r => Assert.Equal(new PageRequest("page.png", 1, new DetectionSettings(0.4f), true), r));
        Assert.Equal(Comparable(await ApiServer.JsonAsync(detect)), Comparable(await ApiServer.JsonAsync(none)));
        Assert.False((await ApiServer.JsonAsync(empty)).TryGetProperty("perturbation_info", out _));
    }

    [Fact]
    public async Task Detect_EveryField_ReachesThePipeline()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await PostAsync(
            server,
            ("perturbations", """[{"type":"rotation","degree":2,"seed":3},{"type":"watermark","degree":1,"text":"X"}]"""),
            ("seed", "8"), ("mode", "reference"), ("quality", "1"), ("compare", "1"), ("save_perturbed_image", "1"), ("output", "webp"),
            ("boxes", "[[1,2,3,4]]"), ("generate_visualizations", "0"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        PagePerturbation sent = Assert.Single(server.Fake.Requests).Perturbation!;
        Assert.Equal(
            [new PerturbationStep("rotation", 2) { Seed = 3 }, new PerturbationStep("watermark", 1) { WatermarkText = "X" }], sent.Steps);
        Assert.Equal(8, sent.Seed);
        Assert.Equal(PerturbationMode.Reference, sent.Mode);
        Assert.True(sent.Quality && sent.Compare && sent.Save);
        Assert.Equal(PictureFormat.Webp, sent.Format);
        Assert.Equal([new BoundingBox(1, 2, 3, 4)], sent.Boxes!);
    }

    [Fact]
    public async Task Detect_ManyMistakes_AllAreToldBeforeAnyWork()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await PostAsync(
            server,
            ("perturbations", """[{"type":"x","degree":1}]"""), ("score_thr", "2"), ("compare", "?"), ("save_perturbed_image", "?"));

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal(["compare", "perturbations[0].type", "save_perturbed_image", "score_thr"], ProblemAssert.Fields(problem));
        Assert.Empty(server.Fake.Requests);
    }

    [Fact]
    public async Task Detect_BoxesOfAllPages_Is400()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await PostAsync(
            server, ("perturbations", """[{"type":"defocus","degree":1}]"""), ("page", "all"), ("boxes", "[[1,2,3,4]]"));

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal(["page"], ProblemAssert.Fields(problem));
    }

    internal static Task<HttpResponseMessage> PostAsync(ApiServer server, params (string Name, string Value)[] fields) =>
        server.Client.PostAsync(new Uri("/api/detect-with-perturbation", UriKind.Relative), ApiServer.Form([1, 2, 3], fields));

    /// <summary>An answer without what differs from run to run.</summary>
    internal static string Comparable(JsonElement answer) => string.Join(
        '\n',
        answer.EnumerateObject()
            .Where(p => p.Name is not ("timestamp" or "processing_times_ms" or "saved_path")).Select(p => p.ToString()));
}
