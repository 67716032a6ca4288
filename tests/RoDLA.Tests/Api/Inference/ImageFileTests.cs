using System.Net;
using System.Net.Http.Headers;
using RoDLA.Imaging;
using RoDLA.Imaging.Reading;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Inference;

public sealed class ImageFileTests
{
    [Fact]
    public async Task Original_AnswersTheBytesWithRangesAndConditions()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        byte[] page = InferenceCalls.Page();
        using HttpResponseMessage uploaded = await server.PostUploadAsync("", ("page.png", page));
        string path = $"/api/v1/files/{InferenceCalls.Ids(await uploaded.JsonAsync(HttpStatusCode.OK)).FileIds[0]}/original";

        using HttpResponseMessage whole = await server.GetAsync(path);
        using HttpResponseMessage same = await SendAsync(server, path, r => r.Headers.IfNoneMatch.Add(whole.Headers.ETag!));
        using HttpResponseMessage part = await SendAsync(server, path, r => r.Headers.Range = new RangeHeaderValue(1, 3));
        using HttpResponseMessage head = await SendAsync(server, path, r => r.Method = HttpMethod.Head);

        Assert.Equal(page, await whole.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/png", whole.Content.Headers.ContentType?.MediaType);
        Assert.Equal("max-age=604800, private, immutable", whole.Headers.CacheControl?.ToString());
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(page[1..4], await part.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(page.Length, head.Content.Headers.ContentLength);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Thumbnail_OfALargeImage_IsSmallAndMadeOnce()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync(new() { ["RODLA_INFERENCE_THUMBNAIL_PIXELS"] = "100" });
        using HttpResponseMessage uploaded = await server.PostUploadAsync("", ("page.png", InferenceCalls.Page(800, 400)));
        string path = $"/api/v1/files/{InferenceCalls.Ids(await uploaded.JsonAsync(HttpStatusCode.OK)).FileIds[0]}/thumbnail";

        HttpResponseMessage[] all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => server.GetAsync(path)));

        Assert.All(all, answer => Assert.Equal(all[0].Headers.ETag, answer.Headers.ETag));
        using PageImage small = await ReadAsync(await all[0].Content.ReadAsByteArrayAsync());
        Assert.Equal(new PageSize(100, 50), small.Size);
        Assert.Single(Directory.GetFiles(Path.Combine(server.Outputs, "uploads"), "*.jpg", SearchOption.AllDirectories));
        using HttpResponseMessage same = await SendAsync(server, path, r => r.Headers.IfNoneMatch.Add(all[0].Headers.ETag!));
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Array.ForEach(all, answer => answer.Dispose());
    }

    [Theory]
    [InlineData("", true)]
    [InlineData(""", "config": {"visualization": {"show_labels": false}}""", true)]
    [InlineData(""", "config": {"visualization": {"confidence_display": false}}""", true)]
    [InlineData(""", "config": {"visualization": {"show_labels": false, "confidence_display": false}}""", false)]
    public async Task Annotated_OfAJob_HasItsBoxesAndTheLabelsAskedFor(string settings, bool hasLabels)
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        (string uploadId, string[] files) = await server.UploadAsync(1);
        await server.FinishAsync(await server.PredictAsync(uploadId, settings));

        using PageImage page = await ReadAsync(await server.Client.GetByteArrayAsync(
            new Uri($"/api/v1/files/{files[0]}/annotated", UriKind.Relative)));

        Assert.Equal(new PageSize(200, 100), page.Size);
        Assert.True(IsInk(page, 10, 30), "The left edge of the second box.");

        // Where a label stands: above the box, or inside it where there is no room.
        bool hasInk = Enumerable.Range(14, 20).Any(x => IsInk(page, x, 16));
        Assert.Equal(hasLabels, hasInk);
    }

    [Fact]
    public async Task Annotated_LabelsWithAndWithoutConfidence_Differ()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        (string uploadId, string[] files) = await server.UploadAsync(1);
        string both = await server.PredictAsync(uploadId);
        string names = await server.PredictAsync(uploadId, """, "config": {"visualization": {"confidence_display": false}}""");
        await server.FinishAsync(both);
        await server.FinishAsync(names);

        byte[] newest = await server.Client.GetByteArrayAsync(new Uri($"/api/v1/files/{files[0]}/annotated", UriKind.Relative));
        byte[] first = await server.Client.GetByteArrayAsync(new Uri($"/api/v1/files/{files[0]}/annotated?job_id={both}", UriKind.Relative));
        byte[] second = await server.Client.GetByteArrayAsync(new Uri($"/api/v1/files/{files[0]}/annotated?job_id={names}", UriKind.Relative));

        Assert.Equal(second, newest);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task Annotated_WithoutBoxes_IsTheSamePageForEveryJob()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        (string uploadId, string[] files) = await server.UploadAsync(1);
        string drawn = await server.PredictAsync(uploadId);
        string notDrawn = await server.PredictAsync(uploadId, """, "config": {"visualization": {"enabled": false}}""");
        await server.FinishAsync(drawn);
        await server.FinishAsync(notDrawn);

        Task<byte[]> GetAsync(string query) =>
            server.Client.GetByteArrayAsync(new Uri($"/api/v1/files/{files[0]}/annotated?{query}", UriKind.Relative));

        byte[] page = await GetAsync($"job_id={drawn}&boxes=false");
        Assert.Equal(page, await GetAsync($"job_id={notDrawn}&boxes=false"));
        Assert.NotEqual(page, await GetAsync($"job_id={drawn}"));
    }

    [Fact]
    public async Task Annotated_OfAJobWithoutVisualization_IsNotThere()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        (string uploadId, string[] files) = await server.UploadAsync(1);
        string jobId = await server.PredictAsync(uploadId, """, "config": {"visualization": {"enabled": false}}""");
        await server.FinishAsync(jobId);

        using HttpResponseMessage newest = await server.GetAsync($"/api/v1/files/{files[0]}/annotated");
        using HttpResponseMessage named = await server.GetAsync($"/api/v1/files/{files[0]}/annotated?job_id={jobId}");

        await EnvelopeAssert.IsAsync(newest, HttpStatusCode.NotFound, "RESULTS_NOT_READY");
        await EnvelopeAssert.IsAsync(named, HttpStatusCode.NotFound, "RESULTS_NOT_READY");
    }

    [Fact]
    public async Task Files_OfARemovedUpload_StayWithTheJobThatUsesThem()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        (string uploadId, string[] files) = await server.UploadAsync(2);
        Gate gate = Gate.Before(server.Fake);
        string jobId = await server.PredictAsync(uploadId, $""", "file_ids": ["{files[0]}"]""");

        (await server.DeleteAsync($"/api/v1/inference/upload/{uploadId}")).Dispose();
        gate.Open();
        string state = (await server.FinishAsync(jobId)).GetProperty("status").GetString()!;

        Assert.Equal("completed", state);
        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.NotFound],
            [
                await StatusAsync($"/api/v1/files/{files[0]}/original"), await StatusAsync($"/api/v1/files/{files[0]}/annotated"),
                await StatusAsync($"/api/v1/files/{files[0]}/thumbnail"), await StatusAsync($"/api/v1/files/{files[1]}/original"),
            ]);

        async Task<HttpStatusCode> StatusAsync(string path)
        {
            using HttpResponseMessage response = await server.GetAsync(path);
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task Files_OfAJobWithoutAnUpload_AreFoundByTheIdsOfItsResults()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        byte[] page = InferenceCalls.Page();
        using HttpResponseMessage submitted = await server.PostBatchAsync(BatchCalls.Form([("a.png", page)]));
        string jobId = (await submitted.JsonAsync(HttpStatusCode.Accepted)).GetProperty("job_id").GetString()!;
        await server.FinishAsync(jobId);

        Assert.Equal(page, await server.Client.GetByteArrayAsync(new Uri($"/api/v1/files/img_{jobId[4..]}_0/original", UriKind.Relative)));
        Assert.NotEmpty(await server.Client.GetByteArrayAsync(new Uri($"/api/v1/files/img_{jobId[4..]}_0/annotated", UriKind.Relative)));
        Assert.NotEmpty(await server.Client.GetByteArrayAsync(new Uri($"/api/v1/files/img_{jobId[4..]}_0/thumbnail", UriKind.Relative)));
    }

    [Theory]
    [InlineData("img_aaaaaaaaaaaa/original")]
    [InlineData("img_aaaaaaaaaaaa/annotated")]
    [InlineData("img_aaaaaaaaaaaa/thumbnail")]
    [InlineData("img_aaaaaaaaaaaa_0/original")]
    [InlineData("..%2F..%2Fjobs/original")]
    public async Task Files_UnknownId_IsFileNotFound(string path)
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();

        using HttpResponseMessage response = await server.GetAsync($"/api/v1/files/{path}");

        await EnvelopeAssert.IsAsync(response, HttpStatusCode.NotFound, "FILE_NOT_FOUND");
    }

    private static bool IsInk(PageImage page, int x, int y) =>
        page.Row(y).Slice(x * PageImage.Channels, PageImage.Channels).IndexOfAnyInRange((byte)0, (byte)150) >= 0;

    private static async Task<PageImage> ReadAsync(byte[] file)
    {
        PageReader reader = new(new ImagingOptions(), TimeProvider.System);
        return await (await reader.OpenAsync(DocumentSource.FromMemory(file), default)).ReadPageAsync(1, default, default);
    }

    private static async Task<HttpResponseMessage> SendAsync(ApiServer server, string path, Action<HttpRequestMessage> edit)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        edit(request);
        return await server.Client.SendAsync(request);
    }
}
