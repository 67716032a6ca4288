using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RoDLA.Jobs.Downloads;
using RoDLA.Jobs.Fetching;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Detection.Families;
using RoDLA.Tests.Jobs.Fetching;
using Xunit;

namespace RoDLA.Tests.Cli.Models;

/// <summary><c>models add</c> against a server of the test; after every failure nothing is left.</summary>
public sealed class AddModelTests : IAsyncLifetime, IDisposable
{
    private const string Licence = "CC-BY-4.0";
    private const string Notice = "Its training code is AGPL-3.0.";

    private readonly TemporaryFolder _folder = new();
    private readonly RawHttpServer _server = new();
    private readonly byte[] _graph = Graph("yolo");

    private string Models => Path.Combine(_folder.Path, "models");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Add_ModelOfTheCatalog_IsDownloadedCheckedTriedAndPutInPlace()
    {
        _server.On("/graph.onnx", _graph);
        WriteCatalog(Hash(_graph));

        ProgramRun run = await AddAsync();

        Assert.True(run.Exit == 0, run.Error);
        Assert.Contains($"Licence, as stated there: {Licence}.", run.Error, StringComparison.Ordinal);
        Assert.Contains(Notice, run.Error, StringComparison.Ordinal);
        Assert.Contains("ran on a page", run.Error, StringComparison.Ordinal);
        Assert.Equal(_graph, await File.ReadAllBytesAsync(Path.Combine(Models, "tiny", "model.onnx")));
        Assert.Equal(["catalog.json", "tiny"], Left());
        ProgramRun list = await ProgramRun.OfAsync(["models", "list", "--models-dir", Models, "--model", "tiny"]);
        Assert.Equal(0, list.Exit);
        Assert.Contains("tiny                     ok      yolo, 3 classes", list.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_ConnectionThatBreaks_IsTakenUpWhereItWas()
    {
        int half = _graph.Length / 2;
        _server.Answers["/graph.onnx"] = async (stream, token) =>
        {
            bool isRest = _server.Requests.Last().Contains($"Range: bytes={half}-", StringComparison.Ordinal);
            string head = isRest
                ? $"HTTP/1.1 206 Partial Content\r\nContent-Length: {_graph.Length - half}\r\n"
                    + $"Content-Range: bytes {half}-{_graph.Length - 1}/{_graph.Length}\r\nETag: \"one\"\r\n\r\n"
                : $"HTTP/1.1 200 OK\r\nContent-Length: {_graph.Length}\r\nETag: \"one\"\r\n\r\n";
            await stream.WriteAsync(Encoding.Latin1.GetBytes(head), token);
            await stream.WriteAsync(isRest ? _graph.AsMemory(half) : _graph.AsMemory(0, half), token);
            throw new IOException("Done with this connection.");
        };
        WriteCatalog(Hash(_graph));

        ProgramRun run = await AddAsync();

        Assert.True(run.Exit == 0, run.Error);
        Assert.Equal(2, _server.Requests.Count);
        Assert.Contains("If-Range: \"one\"", _server.Requests.Last(), StringComparison.Ordinal);
        Assert.Equal(_graph, await File.ReadAllBytesAsync(Path.Combine(Models, "tiny", "model.onnx")));
    }

    [Fact]
    public async Task Add_FileThatChangesAfterABreak_BeginsAnew()
    {
        byte[] other = Graph("yolo-end2end");
        _server.Answers["/graph.onnx"] = async (stream, token) =>
        {
            bool isFirst = _server.Requests.Count == 1;
            byte[] bytes = isFirst ? other : _graph;
            string head = $"HTTP/1.1 200 OK\r\nContent-Length: {bytes.Length}\r\nETag: \"{(isFirst ? "one" : "two")}\"\r\n\r\n";
            await stream.WriteAsync(Encoding.Latin1.GetBytes(head), token);
            await stream.WriteAsync(isFirst ? bytes.AsMemory(0, 100) : bytes, token);
            throw new IOException("Done with this connection.");
        };
        WriteCatalog(Hash(_graph));

        ProgramRun run = await AddAsync();

        Assert.True(run.Exit == 0, run.Error);
        Assert.Equal(_graph, await File.ReadAllBytesAsync(Path.Combine(Models, "tiny", "model.onnx")));
    }

    [Fact]
    public async Task Add_ConnectionThatBreaksWithoutAByte_IsGivenUp()
    {
        _server.OnRaw("/graph.onnx", Encoding.Latin1.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n"), close: true);
        WriteCatalog(Hash(_graph));

        AssertFailed(await AddAsync(), "could not be downloaded: the connection broke again and again");

        // The first and two retries.
        Assert.Equal(3, _server.Requests.Count);
    }

    [Fact]
    public async Task Add_WrongHash_IsRefused()
    {
        _server.On("/graph.onnx", _graph);
        WriteCatalog(new string('a', 64));

        AssertFailed(await AddAsync(), $"has the SHA-256 {Hash(_graph)}, but the catalogue has another one: {new string('a', 64)}");
    }

    [Theory]
    [InlineData("detr", "The graph has no input 'images'; it has 'pixel_values'.")]
    [InlineData("yolox", "Input 'images' has the shape [1, 3, 128, 96]")]
    [InlineData(null, "ONNX Runtime cannot open")]
    public async Task Add_WrongGraph_IsRefused(string? graph, string expected)
    {
        byte[] bytes = graph is null ? "<html>Please log in.</html>"u8.ToArray() : Graph(graph);
        _server.On("/graph.onnx", bytes);
        WriteCatalog(Hash(bytes));

        AssertFailed(await AddAsync(), expected);
    }

    [Fact]
    public async Task Add_FullDisk_SaysSo()
    {
        _server.On("/graph.onnx", _graph);
        WriteCatalog(Hash(_graph));

        ProgramRun run = await AddAsync(services => services.Replace(ServiceDescriptor.Singleton<IFileDownloader>(s => new FileDownloader(
            s.GetRequiredService<SafeHttpHandler>(),
            s.GetRequiredService<CallPolicy>(),
            s.GetRequiredService<IOptions<FetchOptions>>(),
            s.GetRequiredService<IOptions<DownloadOptions>>(),
            TimeProvider.System)
        {
            OpenWrite = path => new FullDisk(path),
        })));

        AssertFailed(run, "The file could not be written: No space left on device");
    }

    [Fact]
    public async Task Add_FileLargerThanTheDisk_IsRefusedBeforeTheDownload()
    {
        WriteCatalog(Hash(_graph), bytes: long.MaxValue);

        AssertFailed(await AddAsync(), "MiB only");

        Assert.Empty(_server.Requests);
    }

    [Theory]
    [InlineData("http://10.0.0.7/graph.onnx", "it redirects to 10.0.0.7, but its host is not at a public address")]
    [InlineData("http://169.254.169.254/latest", "it redirects to 169.254.169.254, but its host is not at a public address")]
    [InlineData("http://localhost/graph.onnx", "it redirects to localhost, but its host is not a public one")]
    [InlineData("file:///etc/passwd", "only http and https addresses are called")]
    public async Task Add_RedirectToAPrivateAddress_IsRefused(string target, string expected)
    {
        _server.On("/graph.onnx", [], 302, $"Location: {target}");
        WriteCatalog(Hash(_graph));

        AssertFailed(await AddAsync(), expected);
    }

    [Theory]
    [InlineData(404, "its host has no such file")]
    [InlineData(401, "its host wants an account")]
    public async Task Add_HostThatRefuses_SaysWhy(int status, string expected)
    {
        _server.On("/graph.onnx", [], status);
        WriteCatalog(Hash(_graph));

        ProgramRun run = await AddAsync();

        AssertFailed(run, expected);
        Assert.Contains(Licence, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_NoHashStated_TheFirstIsTrustedAndHoldsFromThenOn()
    {
        WriteCatalog(sha256: null);
        _server.On("/graph.onnx", _graph);
        ProgramRun first = await AddAsync();
        Assert.Equal(0, (await ProgramRun.OfAsync(["models", "remove", "tiny", "--models-dir", Models])).Exit);
        byte[] other = [.. _graph, 0];
        _server.On("/graph.onnx", other);

        ProgramRun second = await AddAsync();

        Assert.True(first.Exit == 0, first.Error);
        Assert.Contains($"it is {Hash(_graph)}, which is written down", first.Error, StringComparison.Ordinal);
        Assert.Equal(1, second.Exit);
        Assert.Contains($"but it had another one when it was downloaded first: {Hash(_graph)}", second.Error, StringComparison.Ordinal);
        Assert.Equal(["catalog.json", "known-hashes.json"], Left());
    }

    [Fact]
    public async Task Add_OwnFile_IsInspectedAndAdded()
    {
        Directory.CreateDirectory(Models);
        string file = Path.Combine(_folder.Path, "best.onnx");
        await File.WriteAllBytesAsync(file, _graph);

        ProgramRun run = await ProgramRun.OfAsync(["models", "add", "mine", "--from", file, "--models-dir", Models]);

        Assert.True(run.Exit == 0, run.Error);
        JsonNode manifest = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Models, "mine", "model.json")))!;
        Assert.Equal("yolo", (string?)manifest["family"]);
        Assert.Equal(["Text", "Picture", "Section-header"], manifest["classes"]!.AsArray().Select(c => (string?)c));
        ProgramRun again = await ProgramRun.OfAsync(["models", "add", "mine", "--from", file, "--models-dir", Models]);
        Assert.Equal(1, again.Exit);
        Assert.Contains("There is a model 'mine' already", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_UnknownName_NamesThoseOfTheCatalog()
    {
        ProgramRun run = await ProgramRun.OfAsync(["models", "add", "unheard-of", "--models-dir", Models]);

        Assert.Equal(1, run.Exit);
        Assert.Contains("it has docling-heron, docling-heron-101, pp-doclayout-v3", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("UPPER")]
    public async Task Add_NameThatIsNone_IsAUsageError(string name)
    {
        ProgramRun run = await ProgramRun.OfAsync(["models", "add", name, "--models-dir", Models]);
        Assert.Equal(2, run.Exit);
    }

    private static byte[] Graph(string model) => File.ReadAllBytes(Path.Combine(FamilyGraphs.Folder, model, "model.onnx"));

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private Task<ProgramRun> AddAsync(Action<IServiceCollection>? replace = null) => ProgramRun.OfAsync(
        [
            "models", "add", "tiny", "--models-dir", Models, "--fetch-allowed-hosts", $"127.0.0.1:{_server.Port}",
            "--download-retries", "2", "--download-retry-delay", "00:00:00.001",
        ],
        replace);

    private void AssertFailed(ProgramRun run, string message)
    {
        Assert.Equal(1, run.Exit);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Equal(["catalog.json"], Left());
    }

    private string[] Left() => [.. Directory.GetFileSystemEntries(Models).Select(entry => Path.GetFileName(entry)!).Order(StringComparer.Ordinal)];

    private void WriteCatalog(string? sha256, long? bytes = null)
    {
        JsonObject manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(FamilyGraphs.Folder, "yolo", "model.json")))!.AsObject();
        manifest.Remove("name");
        manifest.Remove("sha256");
        manifest["licence"] = Licence;
        JsonObject entry = new()
        {
            ["name"] = "tiny",
            ["page"] = _server.Url("/page"),
            ["files"] = new JsonArray(
                new JsonObject { ["name"] = "model.onnx", ["url"] = _server.Url("/graph.onnx"), ["sha256"] = sha256, ["bytes"] = bytes }),
            ["notice"] = Notice,
            ["manifest"] = manifest,
        };
        Directory.CreateDirectory(Models);
        File.WriteAllText(Path.Combine(Models, "catalog.json"), new JsonObject { ["models"] = new JsonArray(entry) }.ToJsonString());
    }

    /// <summary>Takes 100 bytes.</summary>
    private sealed class FullDisk(string path) : FileStream(path, FileMode.Create)
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position + buffer.Length <= 100
                ? base.WriteAsync(buffer, cancellationToken)
                : throw new IOException($"No space left on device : '{Name}'");
    }
}
