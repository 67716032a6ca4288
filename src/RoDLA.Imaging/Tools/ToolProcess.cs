using System.ComponentModel;
using System.Diagnostics;
using RoDLA.Imaging.Scheduling;

namespace RoDLA.Imaging.Tools;

/// <summary>
/// Runs programs as child processes: no shell, limited in number, time and memory, at a lower priority than the service,
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

    /// <param name="command">The program.</param>
    /// <param name="readOutput">Reads standard output; unread output is discarded.</param>
    /// <param name="priority">In which queue it waits while as many tools run as may.</param>
    /// <param name="cancellationToken">Kills the child.</param>
    /// <returns>The exit code, the output, and the first characters of standard error.</returns>
    /// <exception cref="ImageException">The tool is not installed, or exceeded the time limit.</exception>
    public async Task<(int ExitCode, T Output, string ErrorText)> RunAsync<T>(
        ToolCommand command,
        Func<Stream, CancellationToken, Task<T>> readOutput,
        RequestPriority priority,
        CancellationToken cancellationToken)
    {
        using AdmissionGate.Lease lease = await _gate.AcquireAsync(priority, cancellationToken).ConfigureAwait(false);
        using var deadline = new CancellationTokenSource(command.Timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        using Process process = Start(command);
        try
        {
            ProcessLimits.Apply(process.Id, options.PdfMemoryMiB * 1024L * 1024L, command.Timeout);
            Task input = WriteAsync(command, process.StandardInput.BaseStream, linked.Token);
            Task<string> errorText = ReadHeadAsync(process.StandardError, linked.Token);
            T output = await readOutput(process.StandardOutput.BaseStream, linked.Token).ConfigureAwait(false);
            process.StandardOutput.Close();
            await input.ConfigureAwait(false);
            string error = await errorText.ConfigureAwait(false);
            await process.WaitForExitAsync(linked.Token).ConfigureAwait(false);
            return (process.ExitCode, output, error);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ImageException(ImageFault.TooSlow, $"{command.Tool} takes longer than {command.Timeout.TotalSeconds:0.#} s on this page.");
        }
        finally
        {
            await EndAsync(process).ConfigureAwait(false);
        }
    }

    private static Process Start(ToolCommand command)
    {
        var start = new ProcessStartInfo(command.Tool, command.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
        };
        start.Environment["LC_ALL"] = "C";

        // A child may start no thread where it may start no process.
        start.Environment["OMP_THREAD_LIMIT"] = "1";
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing) when (missing.NativeErrorCode == NoSuchFile)
        {
            throw new ImageException(
                ImageFault.ToolMissing,
                $"{command.Purpose} needs the program {command.Tool}: install {command.Package} on the server "
                    + $"(Debian: apt install {command.Package}).",
                missing);
        }
    }

    private static async Task WriteAsync(ToolCommand command, Stream input, CancellationToken cancellationToken)
    {
        try
        {
            await using (input.ConfigureAwait(false))
            {
                if (command.WriteInput is { } write)
                {
                    await write(input, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (IOException)
        {
            // It ended without reading all; its exit code tells whether that was a failure.
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
