namespace RoDLA.Jobs.Files;

/// <summary>
/// Pauses the work on jobs while the disk of the output folder is full. No event says that there is room again: a small file is written at
/// intervals, which also notices a quota.
/// </summary>
internal sealed partial class DiskPause(JobPaths paths, TimeProvider time, ILogger<DiskPause> logger) : IDisposable
{
    // As much as the largest result with its charts.
    private const int ProbeBytes = 4 * 1024 * 1024;

    private static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _disposed = new();
    private Task _room = Task.CompletedTask;

    /// <summary>Whether the work waits for room.</summary>
    public bool IsWaiting => !Volatile.Read(ref _room).IsCompleted;

    /// <summary>Waits until there is room.</summary>
    public Task WhenRoomAsync(CancellationToken cancellationToken) => Volatile.Read(ref _room).WaitAsync(cancellationToken);

    /// <summary>Begins a pause when a write failed because the disk is full; whether it did.</summary>
    public bool BeginIfFull(Exception exception)
    {
        if (!DiskFaults.IsFull(exception))
        {
            return false;
        }

        lock (_lock)
        {
            if (_room.IsCompleted && !_disposed.IsCancellationRequested)
            {
                LogFull(paths.OutputFolder);
                Volatile.Write(ref _room, ProbeAsync(_disposed.Token));
            }
        }

        return true;
    }

    public void Dispose()
    {
        _disposed.Cancel();
        _disposed.Dispose();
    }

    private async Task ProbeAsync(CancellationToken disposed)
    {
        do
        {
            await Task.Delay(ProbeInterval, time, disposed).ConfigureAwait(false);
        }
        while (!HasRoom());
        LogRoom(paths.OutputFolder);
    }

    private bool HasRoom()
    {
        string probe = Path.Combine(paths.OutputFolder, $".probe{AtomicFile.TemporaryEnding}");
        try
        {
            using FileStream file = new(probe, FileMode.Create, FileAccess.Write, FileShare.None, 0, FileOptions.DeleteOnClose);
            file.Write(new byte[ProbeBytes]);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    [LoggerMessage(2110, LogLevel.Error, "The disk of {Folder} is full; jobs wait until there is room")]
    private partial void LogFull(string folder);

    [LoggerMessage(2111, LogLevel.Information, "The disk of {Folder} has room again; jobs continue")]
    private partial void LogRoom(string folder);
}
