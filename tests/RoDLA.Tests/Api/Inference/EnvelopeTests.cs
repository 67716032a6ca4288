using System.Net;
using System.Text.Json;
using RoDLA.Api.Errors;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Inference;

public sealed class EnvelopeTests
{
    [Theory]
    [InlineData("GET", "/api/v1/inference/nothing", 404, "NOT_FOUND")]
    [InlineData("GET", "/api/v1/jobs/job_aaaaaaaaaaaa/nothing", 404, "NOT_FOUND")]
    [InlineData("PUT", "/api/v1/inference/predict", 405, "METHOD_NOT_ALLOWED")]
    [InlineData("POST", "/api/v1/files/img_aaaaaaaaaaaa/original", 405, "METHOD_NOT_ALLOWED")]
    public async Task Send_NoEndpoint_HasTheEnvelope(string method, string path, int status, string code)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        using HttpRequestMessage request = new(new HttpMethod(method), path);

        using HttpResponseMessage response = await server.Client.SendAsync(request);

        await EnvelopeAssert.IsAsync(response, (HttpStatusCode)status, code);
    }

    [Fact]
    public async Task Send_LongPath_HasTheEnvelope()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.GetAsync("/api/v1/jobs?status=" + new string('a', 9000));

        await EnvelopeAssert.IsAsync(response, HttpStatusCode.RequestUriTooLong, "URI_TOO_LONG");
    }

    [Fact]
    public async Task Predict_BodyOverTheLimit_IsFileTooLarge()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.PostPredictAsync("{\"x\": \"" + new string('a', 5_000_000) + "\"}");

        await EnvelopeAssert.IsAsync(response, HttpStatusCode.BadRequest, "FILE_TOO_LARGE");
    }

    [Fact]
    public async Task Predict_UnknownEncoding_SaysWhichAreRead()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        using StringContent content = new("{}", System.Text.Encoding.UTF8, "application/json");
        content.Headers.ContentEncoding.Add("compress");

        using HttpResponseMessage response = await server.Client.PostAsync(new Uri("/api/v1/inference/predict", UriKind.Relative), content);

        await EnvelopeAssert.IsAsync(response, HttpStatusCode.UnsupportedMediaType, "UNSUPPORTED_ENCODING");
        Assert.Contains("gzip", string.Join(',', response.Headers.GetValues("Accept-Encoding")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predict_OfAForeignPage_IsForbidden()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/v1/inference/predict");
        request.Headers.Add("Origin", "https://evil.example");

        using HttpResponseMessage response = await server.Client.SendAsync(request);

        await EnvelopeAssert.IsAsync(response, HttpStatusCode.Forbidden, "FORBIDDEN");
    }

    [Fact]
    public async Task Upload_FaultOfTheService_IsInternalErrorWithoutDetails()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        server.Fake.Fails = _ => new InvalidOperationException("A secret of the service.");

        using HttpResponseMessage response = await server.PostUploadAsync("", ("page.png", [1, 2, 3]));

        JsonElement envelope = await EnvelopeAssert.IsAsync(response, HttpStatusCode.InternalServerError, "INTERNAL_ERROR");
        Assert.DoesNotContain("secret", envelope.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thumbnail_OfATornImage_IsCorruptedFile()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        byte[] page = InferenceCalls.Page(800, 600);
        using HttpResponseMessage uploaded = await server.PostUploadAsync("", ("page.png", [.. page[..60], .. new byte[page.Length - 60]]));
        string fileId = InferenceCalls.Ids(await uploaded.JsonAsync(HttpStatusCode.OK)).FileIds[0];

        using HttpResponseMessage response = await server.GetAsync($"/api/v1/files/{fileId}/thumbnail");

        await EnvelopeAssert.IsAsync(response, HttpStatusCode.BadRequest, "CORRUPTED_FILE");
    }

    [Theory]
    [InlineData(401, "UNAUTHORIZED")]
    [InlineData(403, "FORBIDDEN")]
    [InlineData(429, "RATE_LIMIT_EXCEEDED")]
    [InlineData(500, "INTERNAL_ERROR")]
    [InlineData(503, "SERVICE_BUSY")]
    public void Of_StatusesOfTheFramework_HaveTheirCodes(int status, string code)
    {
        ProblemKind kind = InferenceProblem.Of(ProblemKind.Of(status));

        Assert.Equal((status, code), (kind.Status, kind.Code));
    }

    [Fact]
    public async Task Get_OtherSurfaces_KeepTheirProblems()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.GetAsync("/api/v1/batch/job_aaaaaaaaaaaa");

        await ProblemAssert.IsAsync(response, HttpStatusCode.NotFound, "not_found");
    }
}
