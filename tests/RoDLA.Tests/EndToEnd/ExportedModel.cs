using System.Diagnostics;
using System.Text.Json;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.EndToEnd;

/// <summary>
/// A RoDLA checkpoint of a small size with random weights, exported by the tool that exports the published ones, and the real service
/// with it. Made when it is first asked for: a test that is skipped costs nothing.
/// </summary>
public sealed class ExportedModel : IAsyncLifetime, IDisposable
{
    private const string Name = "rodla-small";
    private static readonly string Tools = Path.Combine(RepositoryRoot.Path, "tools", "export-rodla");

    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<Task<ApiServer>> _server;

    public ExportedModel() => _server = new Lazy<Task<ApiServer>>(StartAsync);

    /// <summary>What OpenCV and NumPy make of a page and of the same graph's outputs.</summary>
    internal async Task<JsonElement> ReferenceAsync(string page)
    {
        using JsonDocument document = JsonDocument.Parse(await PythonAsync("detect.py", "--model", Path.Combine(_folder.Path, Name), page));
        return document.RootElement.Clone();
    }

    internal Task<ApiServer> ServerAsync() => _server.Value;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_server.IsValueCreated)
        {
            await (await _server.Value).DisposeAsync();
        }
    }

    public void Dispose() => _folder.Dispose();

    private async Task<ApiServer> StartAsync()
    {
        string checkpoint = Path.Combine(_folder.Path, "checkpoint.pth");
        string sizes = Path.Combine(Tools, "tests", "small.json");
        await PythonAsync("synthetic_checkpoint.py", "--architecture", sizes, "--classes", "75", "--decoder-layers", "2", "--out", checkpoint);
        await PythonAsync(
            "export.py", checkpoint, "--architecture", sizes, "--out", Path.Combine(_folder.Path, Name), "--sizes", "120x90", "200x300", "333x260");
        ApiServer server = await ApiServer.StartAsync(
            new() { ["RODLA_MODELS_DIR"] = _folder.Path, ["RODLA_MODEL"] = Name }, real: true);
        await server.ReadyAsync();
        return server;
    }

    private static async Task<string> PythonAsync(string script, params string[] arguments)
    {
        // Debian's own: another python3 in PATH would not have Debian's packages.
        ProcessStartInfo info = new("/usr/bin/python3", [Path.Combine(Tools, script), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process python = Process.Start(info)!;
        Task<string> errors = python.StandardError.ReadToEndAsync();
        string output = await python.StandardOutput.ReadToEndAsync();
        await python.WaitForExitAsync();
        Assert.True(python.ExitCode == 0, $"{script} ended with {python.ExitCode}: {output}{await errors}");
        return output;
    }
}
