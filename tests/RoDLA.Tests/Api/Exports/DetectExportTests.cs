using System.Net;
using System.Text.Json;
using RoDLA.Analysis.Registration;
using RoDLA.Imaging;
using RoDLA.Tests.Analysis.Exports;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Exports;

/// <summary><c>format</c> of <c>/api/detect</c>.</summary>
public sealed class DetectExportTests
{
    public static TheoryData<string> Formats => [.. ExportServices.Formats];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Detect_Format_AnswersAFileWithItsNameAndType(string format)
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.DetectAsync(("format", format.ToUpperInvariant()));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.StartsWith("page", response.Content.Headers.ContentDisposition!.FileName!.Trim('"'), StringComparison.Ordinal);
        Assert.NotEmpty(await response.Content.ReadAsByteArrayAsync());
        Assert.StartsWith("outputs/results_page_", response.Headers.GetValues("X-Saved-Path").Single(), StringComparison.Ordinal);
        Assert.False(server.Fake.Requests.Single().Visualize);
    }

    [Fact]
    public async Task Detect_FormatInTheQuery_IsRead()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        using MultipartFormDataContent form = ApiServer.Form([1, 2, 3]);

        using HttpResponseMessage response = await server.Client.PostAsync(new Uri("/api/detect?format=csv&rows=images", UriKind.Relative), form);

        Assert.StartsWith("name,status,", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Detect_NameThatIsNotAscii_IsThatOfTheFile()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.DetectAsync(ApiServer.Form([1, 2, 3], "文档 é.png", ("format", "csv")));

        Assert.Equal("文档_é_detections.csv", response.Content.Headers.ContentDisposition!.FileNameStar);
    }

    [Fact]
    public async Task Detect_AllPagesAsYolo_IsAnArchiveWithoutTheFailedPage()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        server.Fake.PageCount = 3;
        server.Fake.Fails = page => page == 2 ? new ImageException(ImageFault.Undecodable, "torn") : null;

        using HttpResponseMessage response = await server.DetectAsync(("format", "yolo"), ("page", "all"));

        Assert.Equal(
            ["labels/page_p1.txt", "labels/page_p3.txt", "data.yaml", "classes.txt"],
            Sample.Files(await response.Content.ReadAsByteArrayAsync()).Keys);
    }

    [Theory]
    [InlineData("format", "docx", "format")]
    [InlineData("rows", "lines", "rows")]
    [InlineData("confidence", "7", "confidence")]
    public async Task Detect_WrongField_Is400(string field, string value, string named)
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.DetectAsync((field, value));

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal([named], ProblemAssert.Fields(problem));
        Assert.Empty(server.Fake.Requests);
    }

    [Fact]
    public async Task Detect_FormatAndPicture_Is400()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.DetectAsync(("format", "coco"), ("return_image", "true"));

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal(["return_image"], ProblemAssert.Fields(problem));
    }
}
