using RoDLA.Imaging.Processes;
using RoDLA.Imaging.Scheduling;

namespace RoDLA.Imaging.Tools;

/// <summary>
/// Runs programs as child processes: no shell, limited in number, time and memory, at a lower priority than the service, killed on
/// cancellation.
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
        await using ChildProcess process = Start(command);
        try
        {
            Task input = WriteAsync(command, process.Input, linked.Token);
            Task<string> errorText = process.ReadErrorsAsync(linked.Token);
            T output = await readOutput(process.Output, linked.Token).ConfigureAwait(false);
            await process.Output.DisposeAsync().ConfigureAwait(false);
            await input.ConfigureAwait(false);
            string error = await errorText.ConfigureAwait(false);
            return (await process.WaitForExitAsync(linked.Token).ConfigureAwait(false), output, error);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ImageException(
                ImageFault.TooSlow, $"{command.Tool} takes longer than {command.Timeout.TotalSeconds:0.#} s on this page.");
        }
    }

    private ChildProcess Start(ToolCommand command)
    {
        try
        {
            return ChildProcess.Start(command.Tool, command.Arguments, options.PdfMemoryMiB * 1024L * 1024L, command.Timeout);
        }
        catch (FileNotFoundException missing)
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
}
