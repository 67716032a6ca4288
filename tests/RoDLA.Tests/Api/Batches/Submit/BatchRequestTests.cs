using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using NSubstitute;
using RoDLA.Api.Batches.Submit;
using RoDLA.Api.Errors;
using RoDLA.Cli.Configuration;
using RoDLA.Jobs.Files;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Batches.Submit;

/// <summary>The body of the Batch API, however its bytes arrive.</summary>
public sealed class BatchRequestTests : IDisposable
{
    private static readonly FrozenSet<string> Settings =
        FrozenSet.Create("score_thr", "perturbations", "mode", "seed", "save_json", "pages", "priority", "max_retries", "visualization_mode");

    private readonly TemporaryFolder _folder = new();
    private readonly JobDraft _draft;

    public BatchRequestTests() => _draft = new JobDraft("job", Directory.CreateDirectory(Path.Combine(_folder.Path, "job", "input")).FullName, Substitute.For<IDiskGuard>());

    public void Dispose()
    {
        _draft.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    [InlineData(int.MaxValue)]
    public async Task Read_PiecesOfAnySize_GivesTheSame(int piece)
    {
        byte[] small = RandomNumberGenerator.GetBytes(1001);
        byte[] large = RandomNumberGenerator.GetBytes(piece == 1 ? 3000 : 200_003);
        string escaped = Convert.ToBase64String(small).Replace("/", "\\/", StringComparison.Ordinal);
        string body = $$"""
            { "score_thr": 0.5, "priority" : "high", "nothing": null, "images": [
              { "name": "a.png", "base64": "{{escaped}}" },
              { "base64" : "data:image/jpeg;base64,{{Convert.ToBase64String(large)}}", "more": {"x": [1, 2]}, "name": "b.jpg" },
              { "url": "https://example.org/c.png" }
            ], "save_json": false, "perturbations": [{"type": "defocus", "degree": 2}] }
            """;

        BatchRequest read = await ReadAsync(body, piece);

        Assert.Equal(["a.png", "b.jpg", null], read.Images.Select(i => i.Name));
        Assert.Equal([null, null, "https://example.org/c.png"], read.Images.Select(i => i.Url));
        Assert.Equal(small, await File.ReadAllBytesAsync(read.Images[0].File!));
        Assert.Equal(large, await File.ReadAllBytesAsync(read.Images[1].File!));
        Assert.Null(read.Images[2].File);
        Assert.Equal("0.5", read.Fields.Find("score_thr", [])?.Text);
        Assert.Equal("high", read.Fields.Find("priority", [])?.Text);
        Assert.Equal("false", read.Fields.Find("save_json", [])?.Text);
        Assert.Null(read.Fields.Find("nothing", [])?.Text);
        using JsonDocument perturbations = JsonDocument.Parse(read.Fields.Find("perturbations", [])!.Value.Text);
        Assert.Equal("defocus", perturbations.RootElement[0].GetProperty("type").GetString());
        Assert.Empty(read.Fields.Mistakes);
    }

    [Theory]
    [InlineData("QUJD", "ABC")]
    [InlineData("QUI=", "AB")]
    [InlineData("QUI", "AB")]
    [InlineData("QQ==", "A")]
    [InlineData("QQ", "A")]
    [InlineData("QUJD\\r\\nREVG\\n", "ABCDEF")]
    [InlineData("QUJD REVG", "ABCDEF")]
    [InlineData("Pz8\\/Pz8\\u002f", "??????")]
    [InlineData("Pz8_Pz8_", "??????")]
    [InlineData("Pj4-Pz8/", ">>>???")]
    [InlineData(" Q UI = ", "AB")]
    [InlineData("data:;base64,QUJD", "ABC")]
    [InlineData(" DATA:Image/PNG;Base64,QUJD", "ABC")]
    [InlineData("dGF0", "tat")]
    [InlineData("aGFo", "hah")]
    [InlineData("data:image/png;name=x;base64,QUI=", "AB")]
    public async Task Read_Base64_IsUnderstoodAsPeopleWriteIt(string text, string expected)
    {
        foreach (int piece in new[] { 1, 1000 })
        {
            BatchRequest read = await ReadAsync($$"""{"images":[{"base64":"{{text}}"}]}""", piece);

            Assert.Empty(read.Fields.Mistakes);
            Assert.Equal(expected, await File.ReadAllTextAsync(Assert.Single(read.Images).File!));
        }
    }

    [Theory]
    [InlineData("QUJD!!!!")]
    [InlineData("Q")]
    [InlineData("QQ==QUJD")]
    [InlineData("=QUJ")]
    [InlineData("data:image/png,QUJD")]
    [InlineData("data:QUJD")]
    [InlineData("datA:,QUJD")]
    [InlineData("QUJD====")]
    [InlineData("QUJD:")]
    [InlineData("QU\\\"JD")]
    [InlineData("QU\\u00e9JD")]
    public async Task Read_NoBase64_IsAMistakeAndTheRestIsRead(string text)
    {
        foreach (int piece in new[] { 1, 1000 })
        {
            BatchRequest read = await ReadAsync($$"""{"images":[{"base64":"{{text}}"},{"base64":"QUJD"}], "mode": "x"}""", piece);

            Assert.Equal("images[0].base64", Assert.Single(read.Fields.Mistakes).Field);
            Assert.Equal("ABC", await File.ReadAllTextAsync(read.Images[1].File!));
            Assert.Equal("x", read.Fields.Find("mode", [])?.Text);
        }
    }

    [Theory]
    [InlineData("""{"images":[{"base64": 5}]}""", "images[0].base64")]
    [InlineData("""{"images":[{"url": ["x"]}]}""", "images[0].url")]
    [InlineData("""{"images":[{"url": "https://example.org", "name": {}}]}""", "images[0].name")]
    public async Task Read_NoText_IsAMistake(string body, string field) =>
        Assert.Equal(field, Assert.Single((await ReadAsync(body, 10)).Fields.Mistakes).Field);

    [Theory]
    [InlineData("""{"images":[{"base64":"QUJD","name":"a\ud83d"}]}""", "images[0].name")]
    [InlineData("""{"images":[{"url":"https://example.org/\udc00"}]}""", "images[0].url")]
    [InlineData("""{"images":[{"base64":"QUJD","name":"caf\u00e9 #"}]}""", "images[0].name")]
    [InlineData("""{"images":[], "mode":"\ud83d"}""", "mode")]
    [InlineData("""{"images":[], "perturbations":["#"]}""", "perturbations")]
    public async Task Read_TextThatIsNoUnicode_IsAMistakeOfItsField(string body, string field)
    {
        // A byte that begins no UTF-8 sequence.
        byte[] bytes = [.. Encoding.UTF8.GetBytes(body).Select(b => b == (byte)'#' ? (byte)0xE9 : b)];

        BatchRequest read = await ReadAsync(new Pieces(bytes, 10));

        Assert.Equal(field, Assert.Single(read.Fields.Mistakes).Field);
    }

    [Fact]
    public async Task Read_NameThatIsNoUnicode_IsRefused()
    {
        ApiException refusal = await Assert.ThrowsAsync<ApiException>(() => ReadAsync("""{"\ud83d": 1}""", 10));

        Assert.Equal(ProblemKind.BadRequest, refusal.Kind);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public async Task Read_ByteOrderMark_IsSkipped(int piece) =>
        Assert.Single((await ReadAsync("\uFEFF{\"images\":[{\"base64\":\"QUJD\"}]}", piece)).Images);

    [Theory]
    [InlineData("""{"images":[{"base64": null, "url": null, "name": null}]}""")]
    [InlineData("""{"images":[{"base64": "", "url": " ", "name": ""}]}""")]
    [InlineData("""{"images":[{}]}""")]
    public async Task Read_NothingInAnImage_IsTold(string body)
    {
        BatchRequest read = await ReadAsync(body, 10);

        Assert.Equal(new BatchImage(null, null, null), Assert.Single(read.Images));
        Assert.Empty(read.Fields.Mistakes);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"images": null}""")]
    [InlineData("""{"images": [] }""")]
    public async Task Read_NoImages_GivesNone(string body) => Assert.Empty((await ReadAsync(body, 10)).Images);

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("{\"images\": [")]
    [InlineData("{\"images\": [{\"base64\": \"QUJD")]
    [InlineData("{\"images\": [{\"base64\": \"QUJD\"}]")]
    [InlineData("{\"images\": []} {}")]
    [InlineData("{\"images\": [{\"base64\" \"QUJD\"}]}")]
    [InlineData("{\"score_thr\": }")]
    public async Task Read_NoJson_IsRefused(string body)
    {
        ApiException refusal = await Assert.ThrowsAsync<ApiException>(() => ReadAsync(body, 3));

        Assert.Equal(ProblemKind.BadRequest, refusal.Kind);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\"images\"")]
    [InlineData("{\"images\": {}}")]
    [InlineData("{\"images\": \"x\"}")]
    [InlineData("{\"images\": [\"x\"]}")]
    [InlineData("{\"images\": [[]]}")]
    public async Task Read_OtherShape_IsRefused(string body)
    {
        ApiException refusal = await Assert.ThrowsAsync<ApiException>(() => ReadAsync(body, 3));

        Assert.Equal(ProblemKind.Validation, refusal.Kind);
    }

    [Fact]
    public async Task Read_ImageOverTheLimit_IsRefusedByItsPlace()
    {
        string most = Convert.ToBase64String(new byte[1024 * 1024]);
        string more = Convert.ToBase64String(new byte[(1024 * 1024) + 1]);
        BatchOptions options = new() { MaxJsonImageMegabytes = 1 };

        BatchRequest taken = await ReadAsync($$"""{"images":[{"base64":"{{most}}"}]}""", 8000, options);
        ApiException refusal = await Assert.ThrowsAsync<ApiException>(
            () => ReadAsync($$"""{"images":[{"base64":"QUJD"},{"base64":"{{more}}"}]}""", 8000, options));

        Assert.Equal(1024 * 1024, new FileInfo(taken.Images[0].File!).Length);
        Assert.Equal(ProblemKind.TooLarge, refusal.Kind);
        Assert.Equal("images[1].base64", Assert.Single(refusal.Errors).Field);
    }

    [Fact]
    public async Task Read_MoreImagesThanMayBe_IsRefused()
    {
        string images = string.Join(',', Enumerable.Repeat("{\"url\":\"https://example.org\"}", 101));

        ApiException refusal = await Assert.ThrowsAsync<ApiException>(() => ReadAsync($$"""{"images":[{{images}}]}""", 1000));

        Assert.Equal("Too many images (>100)", refusal.Message);
    }

    [Fact]
    public async Task Read_BodyOverTheLimit_IsRefused()
    {
        BatchOptions options = new() { MaxJsonImages = 1, MaxJsonImageMegabytes = 1 };
        string spaces = new(' ', 7 * 1024 * 1024);

        ApiException refusal = await Assert.ThrowsAsync<ApiException>(() => ReadAsync($$"""{"images":[{{spaces}}]}""", 65536, options));

        Assert.Equal(ProblemKind.TooLarge, refusal.Kind);
    }

    [Fact]
    public async Task Read_ValueOverTheLimit_IsRefused()
    {
        string text = new('x', 5 * 1024 * 1024);

        ApiException refusal = await Assert.ThrowsAsync<ApiException>(() => ReadAsync($$"""{"note":"{{text}}"}""", 65536));

        Assert.Equal(ProblemKind.Validation, refusal.Kind);
    }

    [Fact]
    public async Task Read_ValuesOfUnknownNames_ArePassedOver()
    {
        string text = new('x', 1024 * 1024);
        string unknown = string.Concat(Enumerable.Range(0, 20).Select(i => $"\"note{i}\":[{{\"{i}\":\"{text}\"}},[],5],"));

        BatchRequest read = await ReadAsync(
            $$"""{{{unknown}}"images":[{"more":{"x":["{{text}}"]},"base64":"QUJD","most":null}],"mode":"y"}""", 65536);

        Assert.Equal("ABC", await File.ReadAllTextAsync(Assert.Single(read.Images).File!));
        Assert.Null(read.Fields.Find("note7", [])?.Text);
        Assert.Equal("y", read.Fields.Find("mode", [])?.Text);
        Assert.Empty(read.Fields.Mistakes);
    }

    [Fact]
    public async Task Read_SkippedValueOfMillionsOfTokens_IsRefusedEarly()
    {
        string numbers = string.Concat(Enumerable.Repeat("1,", 5 * 1024 * 1024));

        ApiException refusal = await Assert.ThrowsAsync<ApiException>(() => ReadAsync($$"""{"note":[{{numbers}}1]}""", 65536));

        Assert.Equal("A value of the request is longer than 8 MiB.", refusal.Message);
    }

    [Fact]
    public async Task Read_ManySkippedValues_AreRefusedTogether()
    {
        string text = new('x', 1024 * 1024);
        string unknown = string.Join(',', Enumerable.Range(0, 33).Select(i => $"\"note{i}\":\"{text}\""));

        ApiException refusal = await Assert.ThrowsAsync<ApiException>(() => ReadAsync($$"""{{{unknown}}}""", 65536));

        Assert.Equal("The request has more than 32 MiB beside its images.", refusal.Message);
    }

    [Theory]
    [InlineData("name")]
    [InlineData("url")]
    public async Task Read_MoreTextThanMayBeKept_IsRefused(string field)
    {
        string text = new('x', 1024 * 1024);
        string images = string.Join(',', Enumerable.Repeat($"{{\"{field}\":\"{text}\"}}", 9));

        ApiException refusal = await Assert.ThrowsAsync<ApiException>(() => ReadAsync($$"""{"images":[{{images}}]}""", 65536));

        Assert.Equal(ProblemKind.TooLarge, refusal.Kind);
        Assert.Equal("The fields of the request are longer than 8 MiB together, the most that is taken.", refusal.Message);
    }

    [Fact]
    public async Task Read_OneSettingManyTimes_IsRefused()
    {
        string text = new('x', 3 * 1024 * 1024);
        string settings = string.Join(',', Enumerable.Repeat($"\"mode\":\"{text}\"", 3));

        ApiException refusal = await Assert.ThrowsAsync<ApiException>(() => ReadAsync($$"""{{{settings}}}""", 65536));

        Assert.Equal(ProblemKind.TooLarge, refusal.Kind);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64 * 1024)]
    [InlineData(null)]
    public async Task Read_ManyImagesInPiecesOfAnySize_AreAllTaken(int? piece)
    {
        byte[][] files = [.. Enumerable.Range(0, 20).Select(i => RandomNumberGenerator.GetBytes(1000 + i))];
        string images = string.Join(',', files.Select(f => $"{{\"base64\":\"{Convert.ToBase64String(f)}\"}}"));
        byte[] body = Encoding.UTF8.GetBytes($$"""{"images":[{{images}}],"mode":"y"}""");

        // Without a size each piece begins with a quotation mark: the one that ends an image is the first of what was read.
        BatchRequest read = await ReadAsync(piece is { } size ? new Pieces(body, size) : new QuotedPieces(body));

        Assert.Equal(files, read.Images.Select(i => File.ReadAllBytes(i.File!)));
        Assert.Equal("y", read.Fields.Find("mode", [])?.Text);
    }

    [Fact]
    public async Task Read_LargeValueThenLargeImage_GivesBoth()
    {
        byte[] image = RandomNumberGenerator.GetBytes(2_000_000);
        string text = new('x', 3 * 1024 * 1024);

        BatchRequest read = await ReadAsync(
            $$"""{"perturbations":"{{text}}","images":[{"base64":"{{Convert.ToBase64String(image)}}"}],"mode":"y"}""", int.MaxValue);

        Assert.Equal(text, read.Fields.Find("perturbations", [])?.Text);
        Assert.Equal(image, await File.ReadAllBytesAsync(read.Images[0].File!));
        Assert.Equal("y", read.Fields.Find("mode", [])?.Text);
    }

    private Task<BatchRequest> ReadAsync(string body, int piece, BatchOptions? options = null) =>
        ReadAsync(new Pieces(Encoding.UTF8.GetBytes(body), piece), options);

    private async Task<BatchRequest> ReadAsync(Stream body, BatchOptions? options = null)
    {
        DefaultHttpContext context = new();
        context.Features.Set<IHttpMaxRequestBodySizeFeature>(new NoLimit());
        context.Request.Body = body;
        BatchRequest request = new(_draft, options ?? new BatchOptions(), Settings);
        await request.ReadAsync(context.Request, default);
        return request;
    }

    private sealed class NoLimit : IHttpMaxRequestBodySizeFeature
    {
        public bool IsReadOnly => false;

        public long? MaxRequestBodySize { get; set; }
    }

    /// <summary>Gives its bytes in pieces of one size.</summary>
    private sealed class Pieces(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
    }

    /// <summary>Gives its bytes in pieces that end before each quotation mark.</summary>
    private sealed class QuotedPieces(byte[] bytes) : MemoryStream(bytes, 0, bytes.Length, writable: false, publiclyVisible: true)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int next = Position == Length ? -1 : GetBuffer().AsSpan((int)Position + 1).IndexOf((byte)'"');
            return base.ReadAsync(next < 0 ? buffer : buffer[..Math.Min(next + 1, buffer.Length)], cancellationToken);
        }
    }
}
