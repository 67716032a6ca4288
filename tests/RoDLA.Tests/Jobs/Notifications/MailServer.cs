using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using RoDLA.Tests.Api.Fixtures;

namespace RoDLA.Tests.Jobs.Notifications;

/// <summary>A real mail server (aiosmtpd) as a process of its own, which writes the emails that it accepts to a folder.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    /// <summary>The interpreter of Debian's packages.</summary>
    private const string Python = "/usr/bin/python3";

    private readonly TemporaryFolder _folder = new();
    private readonly Process _process;

    private MailServer(Process process) => _process = process;

    public int Port { get; private set; }

    /// <summary>Emails accepted so far.</summary>
    public int Count => Directory.GetFiles(_folder.Path, "*.eml").Length;

    public static async Task<MailServer> StartAsync(object? settings = null)
    {
        Process process = new() { StartInfo = new ProcessStartInfo(Python) { RedirectStandardOutput = true } };
        MailServer server = new(process);
        process.StartInfo.ArgumentList.Add(Path.Combine(
            RepositoryRoot.Path, "tests", "RoDLA.Tests", "Jobs", "Notifications", "smtp_server.py"));
        process.StartInfo.ArgumentList.Add(server._folder.Path);
        process.StartInfo.ArgumentList.Add(JsonSerializer.Serialize(settings ?? new { }));
        process.Start();
        string? port = await process.StandardOutput.ReadLineAsync();
        server.Port = int.Parse(port ?? throw new InvalidOperationException("The mail server did not start."), CultureInfo.InvariantCulture);
        return server;
    }

    /// <summary>An email as received, from 1.</summary>
    public string Email(int number) => File.ReadAllText(Path.Combine(_folder.Path, $"{number}.eml"));

    /// <summary>The envelope of an email: from, to, encrypted, authenticated.</summary>
    public JsonElement Envelope(int number) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder.Path, $"{number}.json"))).RootElement.Clone();

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Dispose();
    }
}
