using System.ComponentModel;
using System.Diagnostics;

namespace RoDLA.Imaging.Processes;

/// <summary>
/// A program in a child process: no shell, limited in memory and processor time, at a lower priority than the service; it can write no file
/// and start no other process (on Linux). Disposing ends it.
/// </summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private const int NoSuchFile = 2;
    private const int ErrorTextLength = 2000;

    private static int s_running;

    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    /// <summary>Children of this process that run now.</summary>
    public static int Running => Volatile.Read(ref s_running);

    /// <summary>Its standard input.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>Its standard output.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>Starts a program.</summary>
    /// <param name="program">Name of the program, looked up in PATH.</param>
    /// <param name="arguments">Passed unchanged.</param>
    /// <param name="memoryBytes">Maximum address space.</param>
    /// <param name="processorTime">Maximum processor time.</param>
    /// <exception cref="FileNotFoundException">The program is not installed.</exception>
    public static ChildProcess Start(string program, IEnumerable<string> arguments, long memoryBytes, TimeSpan processorTime)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
        };
        start.Environment["LC_ALL"] = "C";

        // A child that may start no process may start no thread either.
        start.Environment["OMP_THREAD_LIMIT"] = "1";
        try
        {
            ChildProcess child = new(Process.Start(start)!);
            Interlocked.Increment(ref s_running);
            ProcessLimits.Apply(child._process.Id, memoryBytes, processorTime);
            return child;
        }
        catch (Win32Exception missing) when (missing.NativeErrorCode == NoSuchFile)
        {
            throw new FileNotFoundException($"The program {program} is not installed.", program, missing);
        }
    }

    /// <summary>Reads standard error to its end.</summary>
    /// <returns>Its start; the rest is discarded, so that the child never blocks.</returns>
    public async Task<string> ReadErrorsAsync(CancellationToken cancellationToken)
    {
        var head = new StringBuilder();
        char[] buffer = new char[1024];
        int read;
        while ((read = await _process.StandardError.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            head.Append(buffer, 0, Math.Min(read, ErrorTextLength - head.Length));
        }

        return head.ToString().Trim();
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        return _process.ExitCode;
    }

    /// <summary>Kills it when it still runs, with all processes that it started, and waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }

        _process.Dispose();
        Interlocked.Decrement(ref s_running);
    }
}
