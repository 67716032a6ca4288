using System.Net;
using System.Text.Json;
using RoDLA.Imaging;
using RoDLA.Imaging.Reading;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Inference;

public sealed class CompareTests
{
    [Fact]
    public async Task Compare_TwoJobsOverOneUpload_TellsWhatBecameOfTheDetections()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        (string uploadId, string[] files) = await server.UploadAsync(3);
        string first = await server.PredictAsync(uploadId);
        await server.FinishAsync(first);
        server.Fake.FailsOn = request => request.FileName == "page-2.png" ? new ImageException(ImageFault.Undecodable, "It is torn.") : null;
        string second = await server.PredictAsync(uploadId);
        await server.FinishAsync(second);

        using HttpResponseMessage response = await server.PostJsonAsync("/api/v1/compare", $$"""{"jobs": ["{{first}}", "{{second}}"]}""");

        JsonElement data = (await response.JsonAsync(HttpStatusCode.OK)).GetProperty("data");
        Assert.Equal(2, data.GetProperty("images_compared").GetInt32());
        Assert.Equal((4, 0, 0, 0, 0), Counts(data.GetProperty("summary")));
        Assert.Equal((2, 0, 0, 0, 0), Counts(data.GetProperty("classes").GetProperty("Table")));
        JsonElement image = data.GetProperty("images")[1];
        Assert.Equal([files[1], files[1]], image.GetProperty("file_ids").EnumerateArray().Select(f => f.GetString()));
        Assert.Equal((2, 0, 0, 0, 0), Counts(image.GetProperty("summary")));
        Assert.Empty(image.GetProperty("changes").EnumerateArray());
        JsonElement left = Assert.Single(data.GetProperty("not_compared").EnumerateArray());
        Assert.Equal("page-2.png", left.GetProperty("filename").GetString());
        using PageImage picture = await ReadAsync(await server.Client.GetByteArrayAsync(
            new Uri(image.GetProperty("picture_url").GetString()!, UriKind.Relative)));
        Assert.Equal(new PageSize(408, 100), picture.Size);
        Assert.True(picture.Row(35)[(10 * 3) + 1] > picture.Row(35)[10 * 3], "The box on the left is green.");
        Assert.True(picture.Row(35)[(218 * 3) + 1] > picture.Row(35)[218 * 3], "The box on the right is green.");
    }

    [Fact]
    public async Task Compare_JobsOfTwoSurfaces_PairsByName()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        (string uploadId, _) = await server.UploadAsync(1);
        string first = await server.PredictAsync(uploadId);
        using HttpResponseMessage batch = await server.PostBatchAsync(
            BatchCalls.Form([("page-0.png", InferenceCalls.Page()), ("other.png", InferenceCalls.Page())]));
        string second = (await batch.JsonAsync(HttpStatusCode.Accepted)).GetProperty("job_id").GetString()!;
        await server.FinishAsync(first);
        await server.FinishAsync(second);

        JsonElement data = (await server.GetJsonAsync($"/api/v1/compare/{first}/{second}?match_iou=0.75")).GetProperty("data");

        Assert.Equal(0.75, data.GetProperty("match_iou").GetDouble());
        Assert.Equal(1, data.GetProperty("images_compared").GetInt32());
        Assert.Equal("other.png", Assert.Single(data.GetProperty("not_compared").EnumerateArray()).GetProperty("filename").GetString());
    }

    [Fact]
    public async Task Compare_TwoModelsOverAnUpload_MakesTwoJobsToPoll()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        (string uploadId, _) = await server.UploadAsync(1);

        using HttpResponseMessage response = await server.PostJsonAsync(
            "/api/v1/compare",
            $$$"""{"upload_id": "{{{uploadId}}}", "models": ["fake", "fake"], "config": {"confidence_threshold": 0.6}}""");

        JsonElement data = (await response.JsonAsync(HttpStatusCode.Accepted)).GetProperty("data");
        string url = data.GetProperty("compare_url").GetString()!;
        Assert.Equal(url, response.Headers.Location?.ToString());
        foreach (JsonElement job in data.GetProperty("jobs").EnumerateArray())
        {
            await server.FinishAsync(job.GetProperty("job_id").GetString()!);
        }

        Assert.Equal(1, (await server.GetJsonAsync(url)).GetProperty("data").GetProperty("images_compared").GetInt32());
        Assert.All(server.Fake.Requests, r => Assert.Equal((0.6f, "fake"), (r.Detection.ScoreThreshold, Assert.Single(r.Detection.Models))));
        Assert.Equal(2, server.Fake.Requests.Count);
    }

    [Fact]
    public async Task Compare_JobsThatHaveNotEnded_AreToBePolled()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        (string uploadId, _) = await server.UploadAsync(1);
        Gate gate = Gate.Before(server.Fake);
        string jobId = await server.PredictAsync(uploadId);

        using HttpResponseMessage posted = await server.PostJsonAsync("/api/v1/compare", $$"""{"jobs": ["{{jobId}}", "{{jobId}}"]}""");
        JsonElement data = (await posted.JsonAsync(HttpStatusCode.Accepted)).GetProperty("data");
        using HttpResponseMessage got = await server.GetAsync(data.GetProperty("compare_url").GetString()!);

        await EnvelopeAssert.IsAsync(got, HttpStatusCode.NotFound, "RESULTS_NOT_READY");
        gate.Open();
    }

    [Theory]
    [InlineData("{}", "jobs", "INVALID_CONFIG")]
    [InlineData("""{"jobs": ["job_aaaaaaaaaaaa"]}""", "jobs", "INVALID_CONFIG")]
    [InlineData("""{"jobs": ["job_aaaaaaaaaaaa", 7]}""", "jobs[1]", "INVALID_CONFIG")]
    [InlineData("""{"jobs": ["job_aaaaaaaaaaaa", "job_bbbbbbbbbbbb"], "match_iou": 2}""", "match_iou", "INVALID_CONFIG")]
    [InlineData("""{"upload_id": "upl_aaaaaaaaaaaa", "models": ["fake", "best"]}""", "models[1]", "INVALID_CONFIG")]
    [InlineData("""{"models": ["fake", "fake"]}""", "upload_id", "INVALID_CONFIG")]
    [InlineData("""{"upload_id": "upl_aaaaaaaaaaaa", "models": ["fake", "fake"]}""", null, "UPLOAD_NOT_FOUND")]
    [InlineData("""{"jobs": ["job_aaaaaaaaaaaa", "job_bbbbbbbbbbbb"]}""", null, "JOB_NOT_FOUND")]
    public async Task Compare_Mistake_IsToldWithItsField(string body, string? field, string code)
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();

        using HttpResponseMessage response = await server.PostJsonAsync("/api/v1/compare", body);

        HttpStatusCode status = code == "INVALID_CONFIG" ? HttpStatusCode.BadRequest : HttpStatusCode.NotFound;
        JsonElement envelope = await EnvelopeAssert.IsAsync(response, status, code);
        Assert.Equal(field, envelope.GetProperty("error").GetProperty("field").GetString());
    }

    private static (int, int, int, int, int) Counts(JsonElement counts) => (
        counts.GetProperty("matched").GetInt32(),
        counts.GetProperty("moved").GetInt32(),
        counts.GetProperty("class_changed").GetInt32(),
        counts.GetProperty("lost").GetInt32(),
        counts.GetProperty("gained").GetInt32());

    private static async Task<PageImage> ReadAsync(byte[] file)
    {
        PageReader reader = new(new ImagingOptions(), TimeProvider.System);
        return await (await reader.OpenAsync(DocumentSource.FromMemory(file), default)).ReadPageAsync(1, default, default);
    }
}
