using RoDLA.Imaging.Processes;
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
        await using ChildProcess process = Start(tool, arguments);
        try
        {
            await process.Input.DisposeAsync().ConfigureAwait(false);
            Task<string> errorText = process.ReadErrorsAsync(linked.Token);
            T output = await readOutput(process.Output, linked.Token).ConfigureAwait(false);
            await process.Output.DisposeAsync().ConfigureAwait(false);
            string error = await errorText.ConfigureAwait(false);
            return (await process.WaitForExitAsync(linked.Token).ConfigureAwait(false), output, error);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ImageException(ImageFault.TooSlow, $"The PDF takes longer than {timeout.TotalSeconds:0.#} s to render.");
        }
    }

    private ChildProcess Start(string tool, IEnumerable<string> arguments)
    {
        try
        {
            return ChildProcess.Start(tool, arguments, options.PdfMemoryMiB * 1024L * 1024L, options.PdfTimeout);
        }
        catch (FileNotFoundException missing)
        {
            throw new ImageException(
                ImageFault.ToolMissing,
                $"PDF needs the program {tool}: install poppler-utils on the server (Debian: apt install poppler-utils).",
                missing);
        }
    }
}
