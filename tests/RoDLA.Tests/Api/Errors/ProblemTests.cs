using System.Net;
using System.Text.Json;
using RoDLA.Detection;
using RoDLA.Imaging;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Errors;

public sealed class ProblemTests
{
    [Theory]
    [InlineData(ImageFault.Empty, 400, "empty_file")]
    [InlineData(ImageFault.UnknownFormat, 415, "unsupported_image")]
    [InlineData(ImageFault.ToolMissing, 415, "format_not_installed")]
    [InlineData(ImageFault.Undecodable, 422, "undecodable_image")]
    [InlineData(ImageFault.TooSlow, 422, "undecodable_image")]
    [InlineData(ImageFault.TooManyPixels, 422, "too_many_pixels")]
    [InlineData(ImageFault.TooManyPages, 422, "too_many_pages")]
    [InlineData(ImageFault.PageOutOfRange, 400, "page_out_of_range")]
    [InlineData(ImageFault.Encrypted, 422, "encrypted_document")]
    public async Task Detect_ImageFault_HasItsStatus(ImageFault fault, int status, string code)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        server.Fake.Fails = _ => new ImageException(fault, "What is wrong.");

        using HttpResponseMessage response = await server.DetectAsync();

        JsonElement problem = await ProblemAssert.IsAsync(response, (HttpStatusCode)status, code);
        Assert.Equal("What is wrong.", problem.GetProperty("detail").GetString());
    }

    [Fact]
    public void Describe_EveryImageFault_HasAProblem()
    {
        foreach (ImageFault fault in Enum.GetValues<ImageFault>())
        {
            Assert.NotNull(RoDLA.Api.Errors.ProblemMapping.Describe(new ImageException(fault, "x")));
        }
    }

    [Fact]
    public async Task Detect_ModelIsBusy_Is503WithRetryAfter()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        server.Fake.Fails = page => page == 0 ? null : new DetectorUnavailableException("Too many wait.", TimeSpan.FromMilliseconds(1200));

        using HttpResponseMessage response = await server.DetectAsync();

        await ProblemAssert.IsAsync(response, HttpStatusCode.ServiceUnavailable, "model_unavailable");
        Assert.Equal(TimeSpan.FromSeconds(2), response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Detect_ModelIsLoading_Is503BeforeTheUpload()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        server.Fake.Status = new DetectorStatus(DetectorState.Loading, null, null);

        using HttpResponseMessage response = await server.DetectAsync();

        await ProblemAssert.IsAsync(response, HttpStatusCode.ServiceUnavailable, "model_unavailable");
        Assert.Empty(server.Fake.Uploads);
    }

    [Fact]
    public async Task Detect_OurFault_Is500WithoutItsText()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        server.Fake.Fails = _ => new InvalidOperationException("secret path /srv/models");

        using HttpResponseMessage response = await server.DetectAsync();

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.InternalServerError, "internal_error");
        Assert.DoesNotContain("secret", problem.GetRawText(), StringComparison.Ordinal);
        Assert.Contains(problem.GetProperty("request_id").GetString()!, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Detect_OurFaultInDevelopment_TellsItsText()
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_ENVIRONMENT"] = "Development" });
        server.Fake.Fails = _ => new InvalidOperationException("the cause");

        using HttpResponseMessage response = await server.DetectAsync();

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.InternalServerError, "internal_error");
        Assert.Contains("the cause", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Detect_OverTheRequestTimeout_Is503AndTheWorkIsCancelled()
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_REQUEST_TIMEOUT"] = "1" });
        bool cancelled = false;
        server.Fake.Work = async token =>
        {
            using CancellationTokenRegistration registration = token.Register(() => cancelled = true);
            await Task.Delay(Timeout.Infinite, token);
        };

        using HttpResponseMessage response = await server.DetectAsync();

        await ProblemAssert.IsAsync(response, HttpStatusCode.ServiceUnavailable, "request_timeout");
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.True(cancelled);
    }

    [Theory]
    [InlineData("GET", "/nothing", 404, "not_found")]
    [InlineData("POST", "/api/nothing", 404, "not_found")]
    [InlineData("GET", "/api/detect", 405, "method_not_allowed")]
    [InlineData("DELETE", "/api/model-info", 405, "method_not_allowed")]
    public async Task Routing_NoSuchEndpoint_IsAProblem(string method, string path, int status, string code)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        request.Headers.TryAddWithoutValidation("Accept", "image/png");

        using HttpResponseMessage response = await server.Client.SendAsync(request);

        await ProblemAssert.IsAsync(response, (HttpStatusCode)status, code);
        Assert.Equal(status == 405, response.Content.Headers.Allow.Count > 0);
    }
}
