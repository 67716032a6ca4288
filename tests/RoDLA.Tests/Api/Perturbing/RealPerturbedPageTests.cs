using System.Net;
using System.Text.Json;
using RoDLA.Imaging;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Perturbing;

/// <summary>The whole road with perturbations, with the shipped model.</summary>
public sealed class RealPerturbedPageTests
{
    private const string Rotation = """[{"type":"rotation","degree":1},{"type":"defocus","degree":2}]""";

    private static readonly string SamplePath = Path.Combine(RepositoryRoot.Path, "samples", "invoice.png");

    [Fact]
    public async Task Detect_NoPerturbations_AnswersAsDetect()
    {
        await using ApiServer server = await StartAsync();

        JsonElement detect = await PostAsync(server, "/api/detect");
        JsonElement none = await PostAsync(server, "/api/detect-with-perturbation");

        Assert.True(detect.GetProperty("all_detections").GetArrayLength() > 0);
        Assert.Equal(DetectWithPerturbationTests.Comparable(detect), DetectWithPerturbationTests.Comparable(none));
        Assert.Equal(0, none.GetProperty("processing_times_ms").GetProperty("perturb").GetDouble());
    }

    [Fact]
    public async Task Detect_SameSeed_AnswersTheSame()
    {
        await using ApiServer server = await StartAsync();

        JsonElement first = await PostAsync(server, "/api/detect-with-perturbation", ("perturbations", Rotation), ("seed", "3"));
        JsonElement second = await PostAsync(server, "/api/detect-with-perturbation", ("perturbations", Rotation), ("seed", "3"));

        Assert.Equal(first.GetProperty("all_detections").GetRawText(), second.GetProperty("all_detections").GetRawText());
        JsonElement info = first.GetProperty("perturbation_info");
        Assert.Equal(
            ["applied", "failed", "success_rate", "seed", "mode", "original_shape", "perturbed_shape"],
            info.EnumerateObject().Select(p => p.Name));
        Assert.Equal(2, info.GetProperty("applied").GetArrayLength());
        Assert.Equal(info.GetProperty("perturbed_shape")[1].GetInt32(), first.GetProperty("image_info").GetProperty("width").GetInt32());
        Assert.True(first.GetProperty("processing_times_ms").GetProperty("perturb").GetDouble() > 0);
    }

    [Fact]
    public async Task Detect_PerturbedPageSentToDetect_FindsTheSame()
    {
        await using ApiServer server = await StartAsync();
        using MultipartFormDataContent form = Sample(("perturbations", Rotation), ("seed", "3"), ("return_image", "1"));
        using HttpResponseMessage picture = await server.Client.PostAsync(new Uri("/api/perturb", UriKind.Relative), form);

        JsonElement together = await PostAsync(server, "/api/detect-with-perturbation", ("perturbations", Rotation), ("seed", "3"));
        using HttpResponseMessage apart = await server.DetectAsync(
            ApiServer.Form(await picture.Content.ReadAsByteArrayAsync(), ("generate_visualizations", "0"), ("save_json", "0")));

        Assert.Equal(
            together.GetProperty("all_detections").GetRawText(),
            (await ApiServer.JsonAsync(apart)).GetProperty("all_detections").GetRawText());
    }

    [Fact]
    public async Task Detect_Compare_TellsTheCleanPageAndWhatSurvived()
    {
        await using ApiServer server = await StartAsync();

        JsonElement clean = await PostAsync(server, "/api/detect");
        JsonElement answer = await PostAsync(
            server,
            "/api/detect-with-perturbation",
            ("perturbations", """[{"type":"ink_holdout","degree":1}]"""), ("compare", "1"), ("quality", "1"));

        JsonElement info = answer.GetProperty("perturbation_info");
        JsonElement comparison = info.GetProperty("comparison");
        int total = clean.GetProperty("all_detections").GetArrayLength();
        int perturbed = answer.GetProperty("all_detections").GetArrayLength();
        int survived = comparison.GetProperty("survived").GetInt32();
        Assert.Equal(clean.GetProperty("all_detections").GetRawText(), comparison.GetProperty("clean_detections").GetRawText());
        Assert.Equal(
            clean.GetProperty("core_results").GetProperty("summary").GetRawText(), comparison.GetProperty("clean_summary").GetRawText());
        Assert.InRange(survived, 1, Math.Min(total, perturbed));
        Assert.Equal(total, survived + comparison.GetProperty("lost").GetInt32());
        Assert.Equal(perturbed, survived + comparison.GetProperty("added").GetInt32());
        Assert.Equal(Math.Round((double)survived / total, 4), comparison.GetProperty("survival_rate").GetDouble());
        Assert.InRange(comparison.GetProperty("mean_confidence_change").GetDouble(), -1, 1);
        Assert.InRange(comparison.GetProperty("mean_iou").GetDouble(), 0.5, 1);
        Assert.InRange(info.GetProperty("quality").GetProperty("ms_ssim").GetDouble(), 0.1, 1);
    }

    [Fact]
    public async Task Detect_SaveAndReturnImage_KeepsThePageAndAnswersTheAnnotatedOne()
    {
        await using ApiServer server = await StartAsync();
        using MultipartFormDataContent form = Sample(
            ("perturbations", Rotation), ("seed", "3"), ("return_image", "1"), ("save_perturbed_image", "1"));

        Uri path = new("/api/detect-with-perturbation", UriKind.Relative);
        using HttpResponseMessage response = await server.Client.PostAsync(path, form);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("image/jpeg", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("3", Assert.Single(response.Headers.GetValues("X-Perturbation-Seed")));
        string kept = Assert.Single(Directory.GetFiles(Path.Combine(server.Outputs, "perturbations")));
        using PageImage annotated = await Pages.DecodeAsync(await response.Content.ReadAsByteArrayAsync());
        using PageImage page = await Pages.DecodeAsync(await File.ReadAllBytesAsync(kept));
        Assert.StartsWith("invoice_pert_rotation1_defocus2_", Path.GetFileName(kept), StringComparison.Ordinal);
        Assert.Equal(page.Size, annotated.Size);
    }

    [Fact]
    public async Task Annotated_ImageOfAJobWithoutSeed_IsThePerturbedPageAgain()
    {
        await using ApiServer server = await StartAsync();
        using MultipartFormDataContent form = [];
        form.Add(new ByteArrayContent(await File.ReadAllBytesAsync(SamplePath)), "files", "invoice.png");
        form.Add(new StringContent(Rotation), "perturbations");
        using HttpResponseMessage accepted = await server.Client.PostAsync(new Uri("/api/detect-batch", UriKind.Relative), form);
        string job = (await ApiServer.JsonAsync(accepted)).GetProperty("job_id").GetString()!;
        await server.EndAsync(job);
        using HttpResponseMessage pictures = await server.Client.GetAsync(new Uri($"/api/v1/jobs/{job}/visualization", UriKind.Relative));
        JsonElement picture = (await ApiServer.JsonAsync(pictures)).GetProperty("data").GetProperty("visualizations")[0];

        using PageImage annotated = await Pages.DecodeAsync(
            await server.Client.GetByteArrayAsync(new Uri(picture.GetProperty("annotated_url").GetString()!, UriKind.Relative)));

        string result = Directory.GetFiles(server.Outputs, "results.json", SearchOption.AllDirectories).Single();
        string seed = JsonDocument.Parse(await File.ReadAllBytesAsync(result)).RootElement
            .GetProperty("perturbation_info").GetProperty("seed").GetRawText();
        using MultipartFormDataContent again = Sample(("perturbations", Rotation), ("seed", seed), ("return_image", "1"));
        using HttpResponseMessage answer = await server.Client.PostAsync(new Uri("/api/detect-with-perturbation", UriKind.Relative), again);
        using PageImage expected = await Pages.DecodeAsync(await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(expected.Size, annotated.Size);
        Assert.InRange(MeanDifference(expected, annotated), 0, 0.5);
    }

    private static double MeanDifference(PageImage a, PageImage b)
    {
        long sum = 0;
        for (int i = 0; i < a.Pixels.Length; i++)
        {
            sum += Math.Abs(a.Pixels[i] - b.Pixels[i]);
        }

        return (double)sum / a.Pixels.Length;
    }

    private static async Task<ApiServer> StartAsync()
    {
        ApiServer server = await ApiServer.StartAsync(real: true);
        await ApiServer.EventuallyAsync(() =>
            server.App.Services.GetService(typeof(RoDLA.Detection.ILayoutDetector)) is RoDLA.Detection.ILayoutDetector
            {
                Status.State: RoDLA.Detection.DetectorState.Ready,
            });
        return server;
    }

    private static async Task<JsonElement> PostAsync(ApiServer server, string path, params (string Name, string Value)[] fields)
    {
        using MultipartFormDataContent form = Sample([("generate_visualizations", "0"), ("save_json", "0"), .. fields]);
        using HttpResponseMessage response = await server.Client.PostAsync(new Uri(path, UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await ApiServer.JsonAsync(response);
    }

    private static MultipartFormDataContent Sample(params (string Name, string Value)[] fields) =>
        ApiServer.Form(File.ReadAllBytes(SamplePath), "invoice.png", fields);
}
