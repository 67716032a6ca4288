using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.EndToEnd;
using RoDLA.Tests.Imaging;
using Xunit;

namespace RoDLA.Tests.Clients;

/// <summary>The Python client against the real service: what its README and its examples show.</summary>
public sealed class PythonClientTests : IClassFixture<RealServer>, IDisposable
{
    private readonly RealServer _server;
    private readonly TemporaryFolder _folder = new();

    public PythonClientTests(RealServer server)
    {
        _server = server;
        string client = Path.Combine(RepositoryRoot.Path, "clients", "python");
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "samples"), Path.Combine(RepositoryRoot.Path, "samples"));
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "examples"), Path.Combine(client, "examples"));
        File.Copy(Path.Combine(client, "rodla.py"), Path.Combine(_folder.Path, "rodla.py"));
        File.Copy(Path.Combine(client, "README.md"), Path.Combine(_folder.Path, "README.md"));
    }

    public void Dispose() => _folder.Dispose();

    [ToolFact("python3", "python3")]
    public async Task Readme_PythonBlocks_Run()
    {
        string script = CodeBlocks.Of("clients/python/README.md", "python", _server.Api.Address);

        ScriptRun run = await RunAsync("python3", "-c", script);

        Assert.True(run.Exit == 0, run.Errors);
        Assert.Contains("415 unsupported_image", run.Output, StringComparison.Ordinal);
        Assert.All(
            ["annotated.jpg", "article.json", "perturbed.png", "detections.csv"],
            file => Assert.True(new FileInfo(Path.Combine(_folder.Path, file)).Length > 0, file));
    }

    [ToolFact("python3", "python3")]
    public async Task Readme_Commands_Run()
    {
        ScriptRun run = await RunAsync("bash", "-e", "-c", CodeBlocks.Of("clients/python/README.md", "bash", _server.Api.Address));

        Assert.True(run.Exit == 0, run.Errors);
        Assert.Contains("samples/article.jpg\tTitle\t", run.Output, StringComparison.Ordinal);
        Assert.Contains("completed 100 %", run.Errors, StringComparison.Ordinal);
        Assert.All(
            ["perturbed.png", "detections.csv", "report.html"],
            file => Assert.True(new FileInfo(Path.Combine(_folder.Path, file)).Length > 0, file));
    }

    [ToolTheory("python3", "python3")]
    [InlineData("detect.py", "Title ", "annotated.jpg")]
    [InlineData("batch.py", "100 %  article.jpg: completed", "detections.csv")]
    [InlineData("robustness.py", "'mpc': ", "robustness.html")]
    public async Task Example_OnASample_PrintsAndWritesItsResult(string example, string printed, string written)
    {
        ScriptRun run = await RunAsync("python3", $"examples/{example}", "samples/article.jpg");

        Assert.True(run.Exit == 0, run.Errors);
        Assert.Contains(printed, run.Output, StringComparison.Ordinal);
        Assert.True(new FileInfo(Path.Combine(_folder.Path, written)).Length > 0, written);
    }

    [ToolFact("python3", "python3")]
    public async Task Command_FileThatIsNoImage_PrintsTheErrorAndExits1()
    {
        ScriptRun run = await RunAsync("python3", "rodla.py", "detect", "README.md");

        Assert.Equal(1, run.Exit);
        Assert.StartsWith("rodla.py: 415 unsupported_image: ", run.Errors, StringComparison.Ordinal);
    }

    private Task<ScriptRun> RunAsync(string program, params string[] arguments) =>
        ScriptRun.OfAsync(program, arguments, _folder.Path, _server.Api.Address);
}
