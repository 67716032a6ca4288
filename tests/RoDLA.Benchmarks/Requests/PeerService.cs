using System.Diagnostics;
using System.Globalization;
using RoDLA.Benchmarks.Service;

namespace RoDLA.Benchmarks.Requests;

/// <summary>The detection server of the folder <c>peer</c>, written by hand on Node, in a process of its own.</summary>
internal sealed class PeerService : IAsyncDisposable
{
    private readonly Process _process;

    private PeerService(Process process, Uri address)
    {
        _process = process;
        Client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(5) };
    }

    /// <summary>Whether its packages are installed.</summary>
    public static bool IsInstalled => Directory.Exists(Path.Combine(Folder, "node_modules"));

    /// <summary>Calls it.</summary>
    public HttpClient Client { get; }

    private static string Folder => Path.Combine(Repository.Root, "tests", "RoDLA.Benchmarks", "peer");

    /// <summary>Starts it, and waits until it is ready.</summary>
    public static async Task<PeerService> StartAsync(string graph)
    {
        int port = FreePort.Find();
        ProcessStartInfo start = new("node", [Path.Combine(Folder, "server.mjs"), graph, port.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
        };
        Process process = Process.Start(start) ?? throw new InvalidOperationException("Node did not start.");
        string? line = await process.StandardOutput.ReadLineAsync();
        return line == "ready"
            ? new PeerService(process, new Uri($"http://127.0.0.1:{port}"))
            : throw new InvalidOperationException($"The peer answered '{line}'.");
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
