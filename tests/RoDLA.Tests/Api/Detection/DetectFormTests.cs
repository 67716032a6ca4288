using System.Net;
using System.Text.Json;
using RoDLA.Analysis.Pipeline;
using RoDLA.Detection;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Detection;

public sealed class DetectFormTests
{
    [Fact]
    public async Task Detect_FileAlone_UsesTheDocumentedDefaults()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.DetectAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        JsonElement answer = await ApiServer.JsonAsync(response);
        Assert.Equal(new PageRequest("page.png", 1, new DetectionSettings(0.3f), true), Assert.Single(server.Fake.Requests));
        Assert.True(answer.TryGetProperty("saved_path", out _));
        Assert.Equal("2026-03-01T11:30:00.250Z", answer.GetProperty("timestamp").GetString());
        Assert.Equal(0.9f, answer.GetProperty("all_detections")[0].GetProperty("confidence").GetSingle());
    }

    [Theory]
    [InlineData("0", 0f)]
    [InlineData("1", 1f)]
    [InlineData(" 0.55 ", 0.55f)]
    [InlineData("5e-1", 0.5f)]
    public async Task Detect_Threshold_IsRead(string text, float expected)
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.DetectAsync(("score_thr", text));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(expected, Assert.Single(server.Fake.Requests).Detection.ScoreThreshold);
    }

    [Theory]
    [InlineData("native", ClassVocabulary.Native)]
    [InlineData("DocLayNet", ClassVocabulary.Doclaynet)]
    public async Task Detect_Classes_AreRead(string text, ClassVocabulary expected)
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.DetectAsync(("classes", text));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(expected, Assert.Single(server.Fake.Requests).Detection.Classes);
    }

    [Fact]
    public async Task Detect_UnknownClasses_Is400()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.DetectAsync(("classes", "coco"));

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal(["classes"], ProblemAssert.Fields(problem));
    }

    [Theory]
    [InlineData("high")]
    [InlineData("0,5")]
    [InlineData("-0.1")]
    [InlineData("1.01")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e99")]
    [InlineData("0x1")]
    public async Task Detect_WrongThreshold_Is400(string text)
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.DetectAsync(("score_thr", text));

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal(["score_thr"], ProblemAssert.Fields(problem));
        Assert.Empty(server.Fake.Requests);
    }

    [Theory]
    [InlineData("TRUE", true)]
    [InlineData("1", true)]
    [InlineData("Yes", true)]
    [InlineData("on", true)]
    [InlineData("False", false)]
    [InlineData("0", false)]
    [InlineData("NO", false)]
    [InlineData("off", false)]
    public async Task Detect_Boolean_IsReadInAnyCase(string text, bool expected)
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.DetectAsync(("generate_visualizations", text), ("save_json", text));

        JsonElement answer = await ApiServer.JsonAsync(response);
        Assert.Equal(expected, Assert.Single(server.Fake.Requests).Visualize);
        Assert.Equal(expected, answer.TryGetProperty("saved_path", out _));
        Assert.Equal(expected, Directory.Exists(server.Outputs) && Directory.EnumerateFiles(server.Outputs, "results_*").Any());
    }

    [Theory]
    [InlineData("score_threshold", "0.7", 0.7f)]
    [InlineData("score_thr", "", 0.3f)]
    [InlineData("score_thr", "  ", 0.3f)]
    public async Task Detect_OtherNameOrBlank_IsRead(string field, string text, float expected)
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.DetectAsync((field, text));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(expected, Assert.Single(server.Fake.Requests).Detection.ScoreThreshold);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("0", 0f)]
    [InlineData("0.45", 0.45f)]
    public async Task Detect_IouThreshold_IsRead(string text, float? expected)
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.DetectAsync(("iou_threshold", text));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(expected, Assert.Single(server.Fake.Requests).Detection.IouThreshold);
    }

    [Fact]
    public async Task Detect_Slices_AreRead()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.DetectAsync(("slices", "640x512:0.25:nms"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            new SliceSettings(640, 512, 0.25f) { Merge = SliceMerge.Nms }, Assert.Single(server.Fake.Requests).Detection.Slices);
    }

    [Theory]
    [InlineData("", "", "", null, null, null)]
    [InlineData("auto", "AUTO", "on", null, null, true)]
    [InlineData("off", "off", "off", 0, 0f, false)]
    [InlineData("270", "-1.5", "true", 270, -1.5f, true)]
    public async Task Detect_Steps_AreRead(string orientation, string deskew, string snap, int? degrees, float? angle, bool? snaps)
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response =
            await server.DetectAsync(("orientation", orientation), ("deskew", deskew), ("snap", snap));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        DetectionSettings read = Assert.Single(server.Fake.Requests).Detection;
        Assert.Equal((degrees, angle, snaps), (read.Orientation.Degrees, read.Deskew.Angle, read.Snap));
    }

    [Theory]
    [InlineData("iou_threshold", "1.01")]
    [InlineData("slices", "640")]
    [InlineData("orientation", "45")]
    [InlineData("deskew", "46")]
    [InlineData("deskew", "level")]
    [InlineData("snap", "auto")]
    public async Task Detect_WrongSetting_Is400(string field, string text)
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.DetectAsync((field, text));

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal([field], ProblemAssert.Fields(problem));
        Assert.Empty(server.Fake.Requests);
    }

    [Fact]
    public async Task Detect_ThresholdUnderBothNames_Is400()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.DetectAsync(("score_thr", "0.2"), ("score_threshold", "0.2"));

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal(["score_threshold"], ProblemAssert.Fields(problem));
    }

    [Fact]
    public async Task Detect_ManyMistakes_AllAreTold()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        using MultipartFormDataContent form = [];
        foreach (string field in new[] { "score_thr", "return_image", "save_json", "generate_visualizations", "page" })
        {
            form.Add(new StringContent("maybe"), field);
        }

        using HttpResponseMessage response = await server.DetectAsync(form);

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal(
            ["file", "generate_visualizations", "page", "return_image", "save_json", "score_thr"], ProblemAssert.Fields(problem));
    }

    [Fact]
    public async Task Detect_FieldSentTwice_Is400()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.DetectAsync(("score_thr", "0.2"), ("score_thr", "0.4"));

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal(["score_thr"], ProblemAssert.Fields(problem));
    }

    [Fact]
    public async Task Detect_KnownFields_NotesAreEmpty()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.DetectAsync(("pages", "1"), ("score_threshold", "0.5"));

        Assert.Equal("[]", (await ApiServer.JsonAsync(response)).GetProperty("notes").GetRawText());
    }

    [Theory]
    [InlineData("colour", "The field 'colour' is not known.")]
    [InlineData("score_treshold", "The field 'score_treshold' is not known; did you mean 'score_threshold'?")]
    [InlineData("SCORE_THR", "The field 'SCORE_THR' is not known; did you mean 'score_thr'?")]
    [InlineData("generate_visualisations", "The field 'generate_visualisations' is not known; did you mean 'generate_visualizations'?")]
    public async Task Detect_UnknownField_IsIgnoredWithANote(string field, string note)
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.DetectAsync((field, "1"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        JsonElement answer = await ApiServer.JsonAsync(response);
        Assert.Equal(note, Assert.Single(answer.GetProperty("notes").EnumerateArray().Select(n => n.GetString())));
    }

    [Theory]
    [InlineData("page", "0")]
    [InlineData("page", "-1")]
    [InlineData("dpi", "35")]
    [InlineData("dpi", "601")]
    [InlineData("page", "two")]
    [InlineData("pages", "1.5")]
    [InlineData("page", "99999999999")]
    public async Task Detect_WrongPage_Is400(string field, string text)
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.DetectAsync((field, text));

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal([field], ProblemAssert.Fields(problem));
    }

    [Fact]
    public async Task Detect_PageBeyondTheLast_Is400()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        server.Fake.PageCount = 3;

        using HttpResponseMessage response = await server.DetectAsync(("page", "4"));

        await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "page_out_of_range");
        Assert.Empty(server.Fake.Requests);
    }

    [Fact]
    public async Task Detect_PictureOfAllPages_Is400()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.DetectAsync(("page", "all"), ("return_image", "true"));

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal(["return_image"], ProblemAssert.Fields(problem));
    }

    [Theory]
    [InlineData(null, "image/jpeg")]
    [InlineData("*/*", "image/jpeg")]
    [InlineData("image/png", "image/png")]
    [InlineData("image/png;q=0.2, image/jpeg", "image/jpeg")]
    [InlineData("image/jpeg;q=0.2, image/png", "image/png")]
    public async Task Detect_ReturnImage_AnswersThePictureThatIsAccepted(string? accept, string expected)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/detect") { Content = ApiServer.Form([1], ("return_image", "yes")) };
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        using HttpResponseMessage response = await server.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(expected, response.Content.Headers.ContentType?.MediaType);
        byte[] picture = await response.Content.ReadAsByteArrayAsync();
        byte[] signature = expected == "image/png" ? [0x89, 0x50, 0x4E, 0x47] : [0xFF, 0xD8, 0xFF];
        Assert.Equal(signature, picture[..signature.Length]);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public async Task Detect_ReturnImage_SavesTheAnswerWhenAsked(string save, bool isSaved)
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.DetectAsync(("return_image", "true"), ("save_json", save));

        Assert.Equal("image/jpeg", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(isSaved, response.Headers.TryGetValues("X-Saved-Path", out IEnumerable<string>? paths));
        Assert.Equal(isSaved ? 1 : 0, Directory.Exists(server.Outputs) ? Directory.GetFiles(server.Outputs, "*.json").Length : 0);
        if (paths is not null)
        {
            using HttpResponseMessage saved = await server.Client.GetAsync(new Uri("/api/" + paths.Single(), UriKind.Relative));
            Assert.True((await ApiServer.JsonAsync(saved)).GetProperty("success").GetBoolean());
        }
    }
}
