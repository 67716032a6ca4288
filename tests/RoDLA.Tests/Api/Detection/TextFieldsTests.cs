using System.Net;
using System.Text.Json;
using RoDLA.Analysis.Text;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Detection;

public sealed class TextFieldsTests
{
    [Theory]
    [InlineData(null, null, null, null, false)]
    [InlineData("false", null, null, null, false)]
    [InlineData("true", null, null, "eng", false)]
    [InlineData("OCR", "eng+chi_sim", null, "eng+chi_sim", true)]
    [InlineData(null, null, "markdown", "eng", false)]
    [InlineData("ocr", null, "html", "eng", true)]
    [InlineData("no", null, "html", null, false)]
    [InlineData(null, null, "pagexml", null, false)]
    public async Task Detect_TextFields_AreTheTextOfTheRequest(string? text, string? languages, string? format, string? expected, bool recognize)
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.DetectAsync(
            ("text", text ?? ""), ("ocr_languages", languages ?? ""), ("format", format ?? ""));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await response.Content.ReadAsByteArrayAsync();
        TextSettings? settings = expected is null ? null : new TextSettings(recognize) { Languages = expected };
        Assert.Equal(settings, Assert.Single(server.Fake.Requests).Text);
    }

    [Theory]
    [InlineData("text", "perhaps")]
    [InlineData("ocr_languages", "eng deu")]
    [InlineData("ocr_languages", "../eng")]
    [InlineData("ocr_languages", "a+b")]
    public async Task Detect_WrongField_Is400(string field, string value)
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.DetectAsync((field, value));

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal([field], ProblemAssert.Fields(problem));
    }

    [Fact]
    public async Task Batch_TextFields_AreTheTextOfItsImages()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        string job = await server.SubmitAsync(2, ("text", "ocr"), ("ocr_languages", "deu"));
        await server.EndAsync(job);

        Assert.All(server.Fake.Requests, request => Assert.Equal(new TextSettings(Recognize: true) { Languages = "deu" }, request.Text));
    }
}
