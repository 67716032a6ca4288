namespace RoDLA.Api.Uploads;

/// <summary>
/// A folder of this process alone for uploads that do not fit in memory. A lock file, held open while the process lives, tells it
/// from the folders of processes that died; those are swept at the next start.
/// </summary>
internal sealed partial class UploadFolder : IHostedService, IDisposable
{
    private const string LockName = ".lock";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _parent;
    private readonly ILogger<UploadFolder> _logger;
    private FileStream? _lock;

    public UploadFolder(IOptions<UploadOptions> options, ILogger<UploadFolder> logger)
    {
        string configured = options.Value.TempFolder;
        _parent = configured.Length > 0 ? configured : System.IO.Path.Combine(System.IO.Path.GetTempPath(), "rodla-uploads");
        Path = System.IO.Path.Combine(_parent, Guid.NewGuid().ToString("n"));
        _logger = logger;
    }

    /// <summary>The folder; exists once started.</summary>
    public string Path { get; }

    /// <summary>Sweeps what dead processes left, and makes the folder.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_parent);
        Sweep();
        CreateOwned(Path);
        _lock = new FileStream(System.IO.Path.Combine(Path, LockName), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        return Task.CompletedTask;
    }

    /// <summary>Nothing: uploads may be read until the container of services is disposed.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Removes the folder.</summary>
    public void Dispose()
    {
        if (_lock is null)
        {
            return;
        }

        _lock.Dispose();
        _lock = null;
        Remove(Path);
    }

    /// <summary>A new file for writing, readable by the owner of the process only.</summary>
    public FileStream CreateFile()
    {
        FileStreamOptions options = new()
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.Read,
            Options = FileOptions.Asynchronous,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(System.IO.Path.Combine(Path, Guid.NewGuid().ToString("n")), options);
    }

    private static void CreateOwned(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly);
        }
    }

    private void Sweep()
    {
        // Another process may have created its folder and not locked it yet: only folders older than a minute are swept.
        DateTime settled = DateTime.UtcNow.AddMinutes(-1);
        foreach (string folder in Directory.EnumerateDirectories(_parent))
        {
            if (Guid.TryParseExact(System.IO.Path.GetFileName(folder), "n", out _)
                && Directory.GetCreationTimeUtc(folder) < settled
                && IsAbandoned(folder))
            {
                Remove(folder);
            }
        }
    }

    private static bool IsAbandoned(string folder)
    {
        try
        {
            using FileStream held = new(
                System.IO.Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogLeft(folder, e.Message);
        }
    }

    [LoggerMessage(4020, LogLevel.Warning, "The folder {Folder} for temporary files could not be removed: {Reason}")]
    private partial void LogLeft(string folder, string reason);
}
