using System.Net;
using System.Text.Json;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Imaging;
using Xunit;

namespace RoDLA.Tests.Api.Detection;

/// <summary>The whole road, from an upload to the answer, with the shipped model.</summary>
public sealed class RealPageTests
{
    [Fact]
    public async Task Detect_Page_AnswersEverySectionAndKeepsIt()
    {
        await using ApiServer server = await StartAsync();

        using HttpResponseMessage response = await server.DetectAsync(Sample("article.jpg"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        JsonElement answer = await ApiServer.JsonAsync(response);
        Assert.True(answer.GetProperty("all_detections").GetArrayLength() > 3);
        Assert.Equal("jpeg", answer.GetProperty("image_info").GetProperty("format").GetString());
        JsonElement charts = answer.GetProperty("visualizations");
        Assert.Equal(8, charts.EnumerateObject().Count());
        Assert.All(charts.EnumerateObject(), c => Assert.StartsWith("data:image/png;base64,", c.Value.GetString(), StringComparison.Ordinal));
        Assert.Equal(8, Directory.GetFiles(server.Outputs, "article_*.png").Length);
        Assert.True(File.Exists(server.Saved(answer)));
    }

    [Fact]
    public async Task Detect_TwiceTheSamePage_DetectionsAreTheSameToTheByte()
    {
        await using ApiServer server = await StartAsync();

        string[] answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            using HttpResponseMessage response = await server.DetectAsync(
                Sample("invoice.png", ("generate_visualizations", "no"), ("save_json", "no")));
            return (await ApiServer.JsonAsync(response)).GetProperty("all_detections").GetRawText();
        }));

        Assert.NotEqual("[]", answers[0]);
        Assert.All(answers, a => Assert.Equal(answers[0], a));
    }

    [Fact]
    public async Task Detect_TextNamedJpg_Is415()
    {
        await using ApiServer server = await StartAsync();

        using HttpResponseMessage response = await server.DetectAsync(ApiServer.Form("no picture"u8.ToArray(), "page.jpg"));

        await ProblemAssert.IsAsync(response, HttpStatusCode.UnsupportedMediaType, "unsupported_image");
    }

    [Fact]
    public async Task Detect_TruncatedPicture_Is422()
    {
        await using ApiServer server = await StartAsync();
        byte[] whole = await File.ReadAllBytesAsync(Path.Combine(RepositoryRoot.Path, "samples", "invoice.png"));

        using HttpResponseMessage response = await server.DetectAsync(ApiServer.Form(whole[..(whole.Length / 2)]));

        await ProblemAssert.IsAsync(response, HttpStatusCode.UnprocessableEntity, "undecodable_image");
    }

    [Fact]
    public async Task Detect_ReturnImage_IsThePageInItsSize()
    {
        await using ApiServer server = await StartAsync();

        using HttpResponseMessage response = await server.DetectAsync(Sample("invoice.png", ("return_image", "true")));

        Assert.Equal("image/jpeg", response.Content.Headers.ContentType?.MediaType);
        byte[] picture = await response.Content.ReadAsByteArrayAsync();
        using HttpResponseMessage again = await server.DetectAsync(ApiServer.Form(picture, ("generate_visualizations", "no")));
        using HttpResponseMessage original = await server.DetectAsync(Sample("invoice.png", ("generate_visualizations", "no")));
        Assert.Equal(
            (await ApiServer.JsonAsync(original)).GetProperty("image_info").GetProperty("total_pixels").GetInt64(),
            (await ApiServer.JsonAsync(again)).GetProperty("image_info").GetProperty("total_pixels").GetInt64());
    }

    [ToolFact("pdftoppm", "poppler-utils")]
    public async Task Detect_EveryPageOfAPdf_IsAnswered()
    {
        await using ApiServer server = await StartAsync();

        using HttpResponseMessage response = await server.DetectAsync(Sample("article.pdf", ("page", "all"), ("generate_visualizations", "no")));

        JsonElement answer = await ApiServer.JsonAsync(response);
        JsonElement pages = answer.GetProperty("pages");
        Assert.Equal(answer.GetProperty("page_count").GetInt32(), pages.GetArrayLength());
        Assert.All(pages.EnumerateArray(), p => Assert.True(p.GetProperty("success").GetBoolean()));
    }

    [ToolFact("pdftoppm", "poppler-utils")]
    public async Task Detect_DpiOfARequest_IsTheResolutionOfAPdf()
    {
        await using ApiServer server = await StartAsync();

        using HttpResponseMessage coarse = await server.DetectAsync(Sample("article.pdf", ("dpi", "72"), ("generate_visualizations", "no")));
        using HttpResponseMessage fine = await server.DetectAsync(Sample("article.pdf", ("dpi", "144"), ("generate_visualizations", "no")));

        int width = (await ApiServer.JsonAsync(coarse)).GetProperty("image_info").GetProperty("width").GetInt32();
        Assert.InRange(width, 590, 615);
        Assert.InRange((await ApiServer.JsonAsync(fine)).GetProperty("image_info").GetProperty("width").GetInt32(), (2 * width) - 1, 2 * width);
    }

    private static async Task<ApiServer> StartAsync()
    {
        ApiServer server = await ApiServer.StartAsync(real: true);
        for (int i = 0; i < 1000; i++)
        {
            using HttpResponseMessage ready = await server.Client.GetAsync(new Uri("/health/ready", UriKind.Relative));
            if (ready.IsSuccessStatusCode)
            {
                return server;
            }

            await Task.Delay(20);
        }

        throw new InvalidOperationException("The service is not ready after 20 s.");
    }

    private static MultipartFormDataContent Sample(string name, params (string Name, string Value)[] fields) =>
        ApiServer.Form(File.ReadAllBytes(Path.Combine(RepositoryRoot.Path, "samples", name)), name, fields);
}
