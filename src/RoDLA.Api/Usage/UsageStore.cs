namespace RoDLA.Api.Usage;

/// <summary>
/// Keeps the usage over restarts, in a hidden file of the output folder that is written every ten seconds while something changes, and at
/// the end. A crash loses at most that.
/// </summary>
internal sealed partial class UsageStore(
    UsageMeter usage, IOptions<OutputOptions> outputs, TimeProvider time, ILogger<UsageStore> logger) : BackgroundService
{
    /// <summary>Name of the file. Hidden: it is no output.</summary>
    public const string FileName = ".usage.json";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly string _path = Path.Combine(outputs.Value.Folder, FileName);
    private byte[] _stored = [];

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (File.Exists(_path))
            {
                _stored = await File.ReadAllBytesAsync(_path, cancellationToken);
                usage.Restore(JsonSerializer.Deserialize<UsageReport>(_stored, ReportJson.Options) ?? throw new JsonException());
            }
        }
        catch (JsonException e)
        {
            File.Move(_path, _path + ".broken", overwrite: true);
            LogBroken(e, _path);
        }

        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await SaveAsync();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await SaveAsync();
        }
    }

    private async Task SaveAsync()
    {
        byte[] now = JsonSerializer.SerializeToUtf8Bytes(usage.Read(), ReportJson.Options);
        if (now.AsSpan().SequenceEqual(_stored))
        {
            return;
        }

        try
        {
            await AtomicFile.WriteAsync(_path, now);
            _stored = now;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogUnsaved(e, _path);
        }
    }

    [LoggerMessage(4050, LogLevel.Error, "{Path} is not a record of usage and was set aside; the usage counts from zero")]
    private partial void LogBroken(Exception exception, string path);

    [LoggerMessage(4051, LogLevel.Warning, "The usage cannot be written to {Path}; it is tried again")]
    private partial void LogUnsaved(Exception exception, string path);
}
