using System.ComponentModel;
using System.Diagnostics;
using RoDLA.Imaging.Scheduling;

namespace RoDLA.Imaging.Pdf;

/// <summary>
/// Runs tools of poppler-utils as child processes: no shell, limited in number, time and memory, at a lower priority than the service,
/// killed on cancellation.
/// </summary>
/// <param name="options">The limits.</param>
/// <param name="time">Measures the time limit.</param>
internal sealed class ToolProcess(ImagingOptions options, TimeProvider time)
{
    private const int NoSuchFile = 2;
    private const int ErrorTextLength = 2000;

    private readonly AdmissionGate _gate = new(
        options.PdfProcesses > 0 ? options.PdfProcesses : Environment.ProcessorCount,
        options.QueueLimit,
        options.QueueTimeout,
        (reason, retryAfter) => new BusyException("Many PDF pages are being rendered. " + reason, retryAfter));

    /// <param name="tool">Name of the program, looked up in PATH.</param>
    /// <param name="arguments">Passed unchanged.</param>
    /// <param name="readOutput">Reads standard output; unread output is discarded.</param>
    /// <param name="priority">In which queue it waits while as many tools run as may.</param>
    /// <param name="cancellationToken">Kills the child.</param>
    /// <returns>The exit code, the output, and the first characters of standard error.</returns>
    /// <exception cref="ImageException">The tool is not installed, or exceeded the time limit.</exception>
    public async Task<(int ExitCode, T Output, string ErrorText)> RunAsync<T>(
        string tool,
        IEnumerable<string> arguments,
        Func<Stream, CancellationToken, Task<T>> readOutput,
        RequestPriority priority,
        CancellationToken cancellationToken)
    {
        using AdmissionGate.Lease lease = await _gate.AcquireAsync(priority, cancellationToken).ConfigureAwait(false);
        TimeSpan timeout = options.PdfTimeout;
        using var deadline = new CancellationTokenSource(timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        using Process process = Start(tool, arguments);
        try
        {
            ProcessLimits.Apply(process.Id, options.PdfMemoryMiB * 1024L * 1024L, timeout);
            process.StandardInput.Close();
            Task<string> errorText = ReadHeadAsync(process.StandardError, linked.Token);
            T output = await readOutput(process.StandardOutput.BaseStream, linked.Token).ConfigureAwait(false);
            process.StandardOutput.Close();
            string error = await errorText.ConfigureAwait(false);
            await process.WaitForExitAsync(linked.Token).ConfigureAwait(false);
            return (process.ExitCode, output, error);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ImageException(ImageFault.TooSlow, $"The PDF takes longer than {timeout.TotalSeconds:0.#} s to render.");
        }
        finally
        {
            await EndAsync(process).ConfigureAwait(false);
        }
    }

    private static Process Start(string tool, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(tool, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
        };
        start.Environment["LC_ALL"] = "C";
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing) when (missing.NativeErrorCode == NoSuchFile)
        {
            throw new ImageException(
                ImageFault.ToolMissing,
                $"PDF needs the program {tool}: install poppler-utils on the server (Debian: apt install poppler-utils).",
                missing);
        }
    }

    /// <summary>The start of standard error; the rest is read and discarded, so that the child never blocks.</summary>
    private static async Task<string> ReadHeadAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var head = new StringBuilder();
        char[] buffer = new char[1024];
        int read;
        while ((read = await reader.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            head.Append(buffer, 0, Math.Min(read, ErrorTextLength - head.Length));
        }

        return head.ToString().Trim();
    }

    private static async Task EndAsync(Process process)
    {
        if (process.HasExited)
        {
            return;
        }

        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
    }
}
