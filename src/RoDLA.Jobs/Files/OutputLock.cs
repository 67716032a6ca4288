using Microsoft.Extensions.Hosting;

namespace RoDLA.Jobs.Files;

/// <summary>
/// Keeps the output folder for this process: a second one would remove the uploads of the first as remains and process its jobs again. The
/// lock is taken before any service starts and held until the process ends, however it ends.
/// </summary>
internal sealed class OutputLock(JobPaths paths, TimeProvider time) : IHostedLifecycleService, IDisposable
{
    // Not the locked file itself: on Linux, reading it needs the lock too.
    private const string OwnerName = ".lock-owner";
    private const string LockName = ".lock";

    private FileStream? _lock;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="OutputFolderInUseException">Another process has it.</exception>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(paths.OutputFolder);
        try
        {
            _lock = new FileStream(
                Path.Combine(paths.OutputFolder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (IsHeld(e))
        {
            throw new OutputFolderInUseException(
                $"The output folder {paths.OutputFolder} is used by another process ({Owner()})."
                + " Stop it, or set RODLA_OUTPUT_DIR to another folder.");
        }

        string start = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        File.WriteAllText(
            Path.Combine(paths.OutputFolder, OwnerName), $"process {Environment.ProcessId} on {Environment.MachineName}, started {start}");
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // The file stays: a process that waits for a removed one would lock a file that a third no longer finds.
    public void Dispose() => _lock?.Dispose();

    // EWOULDBLOCK of Linux and macOS, ERROR_SHARING_VIOLATION.
    private static bool IsHeld(IOException exception) => exception.HResult is 11 or 35 or unchecked((int)0x80070020);

    private string Owner()
    {
        try
        {
            return File.ReadAllText(Path.Combine(paths.OutputFolder, OwnerName));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "unknown";
        }
    }
}
