using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.EndToEnd;
using RoDLA.Tests.Imaging;
using Xunit;

namespace RoDLA.Tests.Clients;

/// <summary>The JavaScript client against the real service: what its README and its examples show.</summary>
public sealed class JavaScriptClientTests : IClassFixture<RealServer>, IDisposable
{
    private readonly RealServer _server;
    private readonly TemporaryFolder _folder = new();

    public JavaScriptClientTests(RealServer server)
    {
        _server = server;
        string client = Path.Combine(RepositoryRoot.Path, "clients", "js");
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "samples"), Path.Combine(RepositoryRoot.Path, "samples"));
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "examples"), Path.Combine(client, "examples"));
        foreach (string file in Directory.GetFiles(client))
        {
            File.Copy(file, Path.Combine(_folder.Path, Path.GetFileName(file)));
        }
    }

    public void Dispose() => _folder.Dispose();

    [ToolFact("node", "nodejs")]
    public async Task Readme_Blocks_Run()
    {
        string script = Path.Combine(_folder.Path, "readme.mjs");
        await File.WriteAllTextAsync(script, CodeBlocks.Of("clients/js/README.md", "js", _server.Api.Address));

        ScriptRun run = await RunAsync(script);

        Assert.True(run.Exit == 0, run.Errors);
        Assert.Contains("415 unsupported_image", run.Output, StringComparison.Ordinal);
        Assert.All(
            ["annotated.jpg", "article.json", "perturbed.png", "detections.csv"],
            file => Assert.True(new FileInfo(Path.Combine(_folder.Path, file)).Length > 0, file));
    }

    [ToolTheory("node", "nodejs")]
    [InlineData("detect.js", "Title ", "annotated.jpg")]
    [InlineData("batch.js", "100 %  article.jpg: completed", "detections.csv")]
    public async Task Example_OnASample_PrintsAndWritesItsResult(string example, string printed, string written)
    {
        ScriptRun run = await RunAsync($"examples/{example}", "samples/article.jpg");

        Assert.True(run.Exit == 0, run.Errors);
        Assert.Contains(printed, run.Output, StringComparison.Ordinal);
        Assert.True(new FileInfo(Path.Combine(_folder.Path, written)).Length > 0, written);
    }

    private Task<ScriptRun> RunAsync(params string[] arguments) =>
        ScriptRun.OfAsync("node", arguments, _folder.Path, _server.Api.Address);
}
