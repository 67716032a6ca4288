using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace RoDLA.Tests.Api.Fixtures;

/// <summary>The program, run as a process of its own.</summary>
internal sealed partial class ServiceProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _text = new();

    private ServiceProcess(Process process) => _process = process;

    /// <summary>Its id in the system.</summary>
    public int Id => _process.Id;

    /// <summary>Everything that the process has printed.</summary>
    public string Text
    {
        get
        {
            lock (_text)
            {
                return _text.ToString();
            }
        }
    }

    public static ServiceProcess Start(TemporaryFolder folder, params string[] arguments)
    {
        ProcessStartInfo info = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        info.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "RoDLA.Api.dll"));
        foreach (string argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }

        info.Environment["RODLA_OUTPUT_DIR"] = Path.Combine(folder.Path, "outputs");
        info.Environment["RODLA_TEMP_DIR"] = Path.Combine(folder.Path, "uploads");
        info.Environment["RODLA_LOG_FORMAT"] = "text";
        info.Environment.TryAdd("RODLA_API_PORT", "0");
        Process process = new() { StartInfo = info };
        ServiceProcess service = new(process);
        process.OutputDataReceived += service.Note;
        process.ErrorDataReceived += service.Note;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return service;
    }

    /// <summary>Where it listens, once it does.</summary>
    public async Task<Uri> AddressAsync()
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < Patience && !_process.HasExited)
        {
            if (Address().Match(Text) is { Success: true } match)
            {
                return new Uri(match.Value);
            }

            await Task.Delay(20);
        }

        throw new InvalidOperationException("The service does not listen: " + Text);
    }

    /// <summary>Sends SIGTERM.</summary>
    public async Task TerminateAsync()
    {
        using Process kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Sends SIGKILL, and waits for its end.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async Task<int> ExitCodeAsync()
    {
        using CancellationTokenSource deadline = new(Patience);
        await _process.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();

    private void Note(object sender, DataReceivedEventArgs line)
    {
        lock (_text)
        {
            _text.AppendLine(line.Data);
        }
    }
}
