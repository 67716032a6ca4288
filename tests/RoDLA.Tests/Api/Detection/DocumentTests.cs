using System.Net;
using System.Text.Json;
using RoDLA.Detection;
using RoDLA.Imaging;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Detection;

public sealed class DocumentTests
{
    [Theory]
    [InlineData("page", "all")]
    [InlineData("pages", "ALL")]
    public async Task Detect_AllPages_AnswersEach(string field, string value)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        server.Fake.PageCount = 3;

        using HttpResponseMessage response = await server.DetectAsync((field, value));

        JsonElement answer = await ApiServer.JsonAsync(response);
        Assert.Equal(["success", "filename", "page_count", "pages"], answer.EnumerateObject().Select(p => p.Name));
        Assert.True(answer.GetProperty("success").GetBoolean());
        Assert.Equal("page.png", answer.GetProperty("filename").GetString());
        Assert.Equal(3, answer.GetProperty("page_count").GetInt32());
        Assert.Equal(
            [1, 2, 3],
            answer.GetProperty("pages").EnumerateArray().Select(p => p.GetProperty("image_info").GetProperty("page").GetInt32()));
        Assert.Equal(3, Directory.GetFiles(server.Outputs, "results_page_p*.json").Length);
    }

    [Fact]
    public async Task Detect_OnePageFails_TheOthersAreAnswered()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        server.Fake.PageCount = 4;
        server.Fake.Fails = page => page switch
        {
            2 => new ImageException(ImageFault.Undecodable, "Page 2 is torn."),
            3 => new InvalidOperationException("secret"),
            _ => null,
        };

        using HttpResponseMessage response = await server.DetectAsync(("page", "all"));

        JsonElement pages = (await ApiServer.JsonAsync(response)).GetProperty("pages");
        Assert.Equal([true, false, false, true], pages.EnumerateArray().Select(p => p.GetProperty("success").GetBoolean()));
        Assert.Equal("""{"success":false,"page":2,"error":"Page 2 is torn.","error_code":"undecodable_image"}""", pages[1].GetRawText());
        Assert.Equal("internal_error", pages[2].GetProperty("error_code").GetString());
        Assert.DoesNotContain("secret", pages[2].GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Detect_ModelIsBusyAtTheFirstPage_Is503()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        server.Fake.PageCount = 2;
        server.Fake.Fails = page => page == 0 ? null : new DetectorUnavailableException("Too many wait.", TimeSpan.FromSeconds(7));

        using HttpResponseMessage response = await server.DetectAsync(("page", "all"));

        await ProblemAssert.IsAsync(response, HttpStatusCode.ServiceUnavailable, "model_unavailable");
        Assert.Equal(TimeSpan.FromSeconds(7), response.Headers.RetryAfter?.Delta);
    }
}
