using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Api.Perturbing;
using Xunit;

namespace RoDLA.Tests.Api.Uploads;

/// <summary>Names and fields of forms as their bytes arrive.</summary>
public sealed class UnicodeTests
{
    [Theory]
    [InlineData("filename=\"𠮷野家.jpg\"", "𠮷野家.jpg")]
    [InlineData("filename=\"😀 a.jpg\"", "😀 a.jpg")]
    [InlineData("filename=\"a\\\"b.jpg\"", "a\"b.jpg")]
    [InlineData("filename=\"C:\\pages\\a.jpg\"", "a.jpg")]
    [InlineData("filename=\"x.jpg\"; filename*=UTF-8''%F0%9F%98%80%20b.jpg", "😀 b.jpg")]
    [InlineData("filename=a.jpg", "a.jpg")]
    public async Task Detect_FileName_KeepsItsCharacters(string parameter, string expected)
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await PostAsync(server, "/api/detect", File(parameter));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(expected, (await ApiServer.JsonAsync(response)).GetProperty("filename").GetString());
    }

    [Theory]
    [InlineData("/api/detect", "score_thr", new byte[] { 0x30, 0x2E, 0x35, 0xE9 })]
    [InlineData("/api/detect-with-perturbation", "perturbations", new byte[] { 0xED, 0xA0, 0xBD })]
    [InlineData("/api/perturb", "perturbations", new byte[] { 0x5B, 0x22, 0xFF, 0x22, 0x5D })]
    [InlineData("/api/detect-batch", "score_thr", new byte[] { 0xC3 })]
    public async Task Field_ThatIsNotUtf8_IsAMistakeOfItsField(string path, string field, byte[] value)
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await PostAsync(
            server, path, File("filename=a.jpg", path == "/api/detect-batch" ? "files" : "file"), Field(field, value));

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Contains(field, ProblemAssert.Fields(problem));
    }

    [Theory]
    [InlineData("/api/detect", "file", 0)]
    [InlineData("/api/detect", "file", 32_700)]
    [InlineData("/api/detect-batch", "files", 100_000)]
    public async Task File_NameThatIsNotUtf8_IsAMistakeOfItsField(string path, string field, int before)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        byte[] head = [.. Encoding.UTF8.GetBytes($"Content-Disposition: form-data; name=\"{field}\"; filename=\"a"), 0xE9, .. ".jpg\"\r\n\r\n"u8];

        using HttpResponseMessage response = await PostAsync(server, path, Field("other", new byte[before]), [.. head, .. Pages.Png]);

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Contains(field, ProblemAssert.Fields(problem));
    }

    [Fact]
    public async Task Detect_FileNameWithAReplacementCharacterOfTheClient_IsKept()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await PostAsync(server, "/api/detect", File("filename=\"a\uFFFD.jpg\""));

        Assert.Equal("a\uFFFD.jpg", (await ApiServer.JsonAsync(response)).GetProperty("filename").GetString());
    }

    [Theory]
    [InlineData("/api/perturb")]
    [InlineData("/api/detect-with-perturbation")]
    [InlineData("/api/detect-batch")]
    public async Task Perturbations_PropertyNameThatIsNoUnicode_IsAMistake(string path)
    {
        await using ApiServer server = await Pages.ServeAsync();

        using HttpResponseMessage response = await PostAsync(
            server,
            path,
            File("filename=a.jpg", path == "/api/detect-batch" ? "files" : "file"),
            Field("perturbations", """[{"\ud83d":"defocus","degree":1}]"""u8.ToArray()));

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal(["perturbations"], ProblemAssert.Fields(problem));
    }

    [Fact]
    public async Task Detect_FieldWithAByteOrderMark_IsRead()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await PostAsync(
            server, "/api/detect", File("filename=a.jpg"), Field("score_thr", Encoding.UTF8.GetBytes("\uFEFF0.5")));

        Assert.Equal(0.5f, Assert.Single(server.Fake.Requests).Detection.ScoreThreshold);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static byte[] File(string parameter, string field = "file") =>
        [.. Encoding.UTF8.GetBytes($"Content-Disposition: form-data; name=\"{field}\"; {parameter}\r\n\r\n"), .. Pages.Png];

    private static byte[] Field(string name, byte[] value) =>
        [.. Encoding.UTF8.GetBytes($"Content-Disposition: form-data; name=\"{name}\"\r\n\r\n"), .. value];

    private static Task<HttpResponseMessage> PostAsync(ApiServer server, string path, params byte[][] parts)
    {
        byte[] body = [.. parts.SelectMany(part => (byte[])[.. "--XX\r\n"u8, .. part, .. "\r\n"u8]), .. "--XX--\r\n"u8];
        ByteArrayContent form = new(body);
        form.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=XX");
        return server.Client.PostAsync(new Uri(path, UriKind.Relative), form);
    }
}
