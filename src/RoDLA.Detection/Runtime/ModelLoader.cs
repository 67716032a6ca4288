using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace RoDLA.Detection.Runtime;

/// <summary>
/// Loads the model while the host is already listening, so that /health/live and /health/ready report the state. An unusable model stops
/// the process with a non-zero exit code, since nothing can be served without it.
/// </summary>
internal sealed partial class ModelLoader(
    LayoutDetector detector, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<ModelLoader> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Loading keeps a core busy, so it must not block the start of the host.
        await Task.Yield();
        long started = time.GetTimestamp();
        try
        {
            await detector.LoadAsync(stoppingToken).ConfigureAwait(false);
            LogReady(detector.Model.Name, detector.Status.ExecutionProvider!, time.GetElapsedTime(started).TotalMilliseconds);
            if (detector.Status.Note is { } note)
            {
                LogNote(note);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e.Message);
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
    }

    [LoggerMessage(1100, LogLevel.Information, "Model {Model} is ready on {ExecutionProvider} after {Milliseconds:0} ms")]
    private partial void LogReady(string model, string executionProvider, double milliseconds);

    [LoggerMessage(1101, LogLevel.Warning, "{Note}")]
    private partial void LogNote(string note);

    [LoggerMessage(1102, LogLevel.Critical, "{Reason}")]
    private partial void LogFailed(string reason);
}
