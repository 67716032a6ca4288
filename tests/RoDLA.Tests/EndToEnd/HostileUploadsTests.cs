using System.Buffers.Binary;
using System.Net;
using System.Text;
using System.Text.Json;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Imaging;
using Xunit;

namespace RoDLA.Tests.EndToEnd;

/// <summary>Files made to hurt, through the whole service: the right answer, nothing left behind, the next page is served.</summary>
public sealed class HostileUploadsTests(RealServer real) : IClassFixture<RealServer>
{
    public static TheoryData<string, int, string> Files => new()
    {
        { "empty", 400, "empty_file" },
        { "text named .jpg", 415, "" },
        { "truncated jpeg", 422, "" },
        { "truncated png", 422, "" },
        { "65,535 × 65,535 jpeg", 422, "" },
        { "65,535 × 65,535 png", 422, "" },
        { "tiff with 60,000 pages", 422, "" },
        { "tiff whose pages are a loop", 422, "" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public Task Detect_HostileFile_AnswersTheRight4xx(string kind, int status, string code) => AssertRefusedAsync(Make(kind), status, code);

    [ToolFact("pdfinfo", "poppler-utils")]
    public Task Detect_PdfWithoutPages_Is422() => AssertRefusedAsync(PdfBytes.Of(), 422, "");

    [ToolFact("pdfinfo", "poppler-utils")]
    public Task Detect_EncryptedPdf_Is422() => AssertRefusedAsync(Fixture.Bytes("pdf-encrypted.pdf"), 422, "");

    private async Task AssertRefusedAsync(byte[] file, int status, string code)
    {
        ApiServer server = real.Api;
        using HttpResponseMessage response = await server.DetectAsync(ApiServer.Form(file, "page.jpg"));
        JsonElement problem = await ApiServer.JsonAsync(response);
        Assert.True(status == (int)response.StatusCode, $"{(int)response.StatusCode}: {problem}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.False(problem.GetProperty("success").GetBoolean());
        Assert.NotEqual("", problem.GetProperty("detail").GetString());
        Assert.Equal(problem.GetProperty("detail").GetString(), problem.GetProperty("error").GetString());
        if (code.Length > 0)
        {
            Assert.Equal(code, problem.GetProperty("error_code").GetString());
        }

        await server.AssertNothingLeftAsync();
        using HttpResponseMessage next = await server.DetectAsync(
            ApiServer.Form(Samples.Read("invoice.png"), ("generate_visualizations", "no"), ("save_json", "no")));
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    private static byte[] Make(string kind) => kind switch
    {
        "empty" => [],
        "text named .jpg" => Encoding.UTF8.GetBytes("This is no picture, whatever its name says."),
        "truncated jpeg" => Samples.Read("article.jpg")[..100_000],
        "truncated png" => Samples.Read("invoice.png")[..50_000],
        "65,535 × 65,535 jpeg" => HugeJpeg(),
        "65,535 × 65,535 png" => HugePng(),
        "tiff with 60,000 pages" => Tiff(60_000, loop: false),
        "tiff whose pages are a loop" => Tiff(3, loop: true),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static byte[] HugeJpeg()
    {
        byte[] bytes = Samples.Read("article.jpg");
        int frame = bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        frame = frame < 0 ? bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC2]) : frame;
        bytes.AsSpan(frame + 5, 4).Fill(0xFF);
        return bytes;
    }

    private static byte[] HugePng()
    {
        byte[] bytes = Samples.Read("invoice.png");
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), 65_535);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(20), 65_535);
        return bytes;
    }

    /// <summary>A chain of image directories of 1 × 1 pixel, the last pointing nowhere or at the first.</summary>
    private static byte[] Tiff(int pages, bool loop)
    {
        const int directory = 2 + (3 * 12) + 4;
        byte[] bytes = new byte[8 + (pages * directory)];
        Span<byte> file = bytes;
        "II*\0"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file[4..], 8);
        for (int page = 0; page < pages; page++)
        {
            Span<byte> entry = file[(8 + (page * directory))..];
            BinaryPrimitives.WriteInt16LittleEndian(entry, 3);
            Tag(entry[2..], 256, 1);
            Tag(entry[14..], 257, 1);
            Tag(entry[26..], 258, 8);
            int next = page < pages - 1 ? 8 + ((page + 1) * directory) : loop ? 8 : 0;
            BinaryPrimitives.WriteInt32LittleEndian(entry[38..], next);
        }

        return bytes;
    }

    private static void Tag(Span<byte> entry, short tag, int value)
    {
        BinaryPrimitives.WriteInt16LittleEndian(entry, tag);
        BinaryPrimitives.WriteInt16LittleEndian(entry[2..], 3);
        BinaryPrimitives.WriteInt32LittleEndian(entry[4..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(entry[8..], value);
    }
}
