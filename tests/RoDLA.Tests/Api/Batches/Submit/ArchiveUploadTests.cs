using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Imaging;
using RoDLA.Tests.Jobs.Intake;
using Xunit;

namespace RoDLA.Tests.Api.Batches.Submit;

/// <summary>ZIP archives among the files of a batch.</summary>
public sealed class ArchiveUploadTests
{
    [Fact]
    public async Task DetectBatch_ArchivesAmongFiles_GivesEveryImageInOrder()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        byte[] first = Zip(
            ("scans/", null), ("scans/b.png", BatchCalls.Pixel), ("__MACOSX/scans/._b.png", [1]), ("scans/a.png", BatchCalls.Pixel), (".DS_Store", [2]));
        byte[] second = Zip(("deep/er/c.png", BatchCalls.Pixel), ("Thumbs.db", [3]));

        using HttpResponseMessage response = await server.PostBatchAsync(
            BatchCalls.Form([("one.zip", first), ("page.png", BatchCalls.Pixel), ("archive without ending", second)]));

        JsonElement answer = await response.JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal(4, answer.GetProperty("total_images").GetInt32());
        Assert.Equal(4, answer.GetProperty("ignored_entries").GetInt32());
        JsonElement job = await server.EndAsync(answer.GetProperty("job_id").GetString()!);
        Assert.Equal("completed", job.GetProperty("status").GetString());
        Assert.Equal(
            ["scans/b.png", "scans/a.png", "page.png", "deep/er/c.png"],
            job.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("image").GetString()));
    }

    [Fact]
    public async Task DetectBatch_ArchiveWithMoreImagesThanFilesMayBe_IsTaken()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        (string, byte[]?)[] entries = [.. Enumerable.Range(0, 400).Select(i => ($"page-{i:000}.png", (byte[]?)BatchCalls.Pixel))];

        using HttpResponseMessage response = await server.PostBatchAsync(BatchCalls.Form([("many.zip", Zip(entries))]));

        JsonElement answer = await response.JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal(400, answer.GetProperty("total_images").GetInt32());
        JsonElement job = await server.EndAsync(answer.GetProperty("job_id").GetString()!);
        Assert.Equal(400, job.GetProperty("progress").GetProperty("successful").GetInt32());
    }

    [Fact]
    public async Task DetectBatch_PerturbationsForImagesOfAnArchive_AreCountedByImage()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        byte[] archive = Zip(("a.png", BatchCalls.Pixel), ("b.png", BatchCalls.Pixel));

        using HttpResponseMessage response = await server.PostBatchAsync(BatchCalls.Form(
            [("two.zip", archive)], ("perturbations", """[[{"type":"defocus","degree":1}]]""")));

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal("Per-image perturbations count (1) must match file count (2)", problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task DetectBatch_ArchiveWithAFileThatIsNoImage_IsRefusedByItsName()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        byte[] archive = Zip(("a.png", BatchCalls.Pixel), ("notes/readme.txt", Encoding.UTF8.GetBytes("hello")));

        using HttpResponseMessage response = await server.PostBatchAsync(BatchCalls.Form([("two.zip", archive)]));

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Contains("two.zip", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            ["File notes/readme.txt is not an image"],
            problem.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("message").GetString()));
        await ApiServer.EventuallyAsync(() => server.JobFolders().Length == 0);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task DetectBatch_ArchiveThatIsNotTaken_Is4xxAndNothingIsLeft(byte[] archive, HttpStatusCode status, string code)
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_BATCH_MAX_IMAGES"] = "3" });

        using HttpResponseMessage response = await server.PostBatchAsync(BatchCalls.Form([("archive.zip", archive)]));

        JsonElement problem = await ProblemAssert.IsAsync(response, status, code);
        Assert.StartsWith("Archive archive.zip: ", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        await ApiServer.EventuallyAsync(() => server.JobFolders().Length == 0);
    }

    [Theory]
    [InlineData("large image", 413, "payload_too_large")]
    [InlineData("all too large", 413, "payload_too_large")]
    [InlineData("bomb", 413, "payload_too_large")]
    [InlineData("encrypted", 422, "archive_refused")]
    [InlineData("rare compression", 422, "archive_refused")]
    [InlineData("larger than it says", 422, "archive_refused")]
    [InlineData("100,000 empty entries", 400, "validation_failed")]
    public async Task DetectBatch_HostileArchive_Is4xxAndNothingIsLeft(string kind, int status, string code)
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_ARCHIVE_MAX_FILE_MB"] = "1", ["RODLA_ARCHIVE_MAX_TOTAL_MB"] = "11" });

        using HttpResponseMessage response = await server.PostBatchAsync(BatchCalls.Form([("archive.zip", Hostile(kind))]));

        JsonElement problem = await ProblemAssert.IsAsync(response, (HttpStatusCode)status, code);
        Assert.StartsWith("Archive archive.zip: ", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.All(ProblemAssert.Fields(problem), field => Assert.Equal("files", field));
        await ApiServer.EventuallyAsync(() => server.JobFolders().Length == 0);
    }

    public static TheoryData<byte[], HttpStatusCode, string> Refused()
    {
        byte[] whole = Zip(("a.png", BatchCalls.Pixel));
        return new()
        {
            { Zip(), HttpStatusCode.BadRequest, "validation_failed" },
            { Zip(("a/", null)), HttpStatusCode.BadRequest, "validation_failed" },
            { whole[..^30], HttpStatusCode.UnprocessableEntity, "archive_refused" },
            { Zip(("inner.zip", whole)), HttpStatusCode.UnprocessableEntity, "archive_refused" },
            {
                Zip(("a.png", BatchCalls.Pixel), ("b.png", BatchCalls.Pixel), ("c.png", BatchCalls.Pixel), ("d.png", BatchCalls.Pixel)),
                HttpStatusCode.BadRequest,
                "validation_failed"
            },
        };
    }

    private static byte[] Hostile(string kind)
    {
        byte[] blank = [.. Headers.Bmp(1, 1), .. new byte[1_000_000]];
        ZipForge forge = new() { IsBig = kind == "100,000 empty entries" };
        switch (kind)
        {
            case "large image":
                forge.Add("a.bmp", [.. blank, .. blank]);
                break;
            case "all too large":
                Repeat(12, i => forge.Add($"{i}.bmp", blank, deflate: false));
                break;
            case "bomb":
                Repeat(10, i => forge.Add($"{i}.bmp", blank));
                break;
            case "encrypted":
                forge.Add("a.bmp", blank).Flags = 1;
                break;
            case "rare compression":
                forge.Add("a.bmp", blank).Method = 12;
                break;
            case "larger than it says":
                forge.Add("a.bmp", blank).Size = 1000;
                break;
            default:
                Repeat(100_000, i => forge.Add($"{i}.png", [], deflate: false));
                break;
        }

        return forge.Build();

        static void Repeat(int count, Action<int> add)
        {
            for (int i = 0; i < count; i++)
            {
                add(i);
            }
        }
    }

    /// <summary>An archive; a folder has no content.</summary>
    private static byte[] Zip(params (string Name, byte[]? Content)[] entries)
    {
        using MemoryStream bytes = new();
        using (ZipArchive archive = new(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[]? content) in entries)
            {
                ZipArchiveEntry entry = archive.CreateEntry(name, CompressionLevel.Fastest);
                if (content is not null)
                {
                    using Stream stream = entry.Open();
                    stream.Write(content);
                }
            }
        }

        return bytes.ToArray();
    }
}
