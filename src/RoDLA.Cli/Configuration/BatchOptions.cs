namespace RoDLA.Cli.Configuration;

/// <summary>Limits of a batch, and of the subscribers to its events.</summary>
public sealed class BatchOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Batch";

    /// <summary>Most files of one form, archives included; more are answered 400.</summary>
    /// <value>The default is 300; 1 to 5,000.</value>
    [Range(1, 5000)]
    public int MaxFiles { get; set; } = 300;

    /// <summary>Most images of one job, those in archives and the pages of documents included; more are answered 400.</summary>
    /// <value>The default is 5,000; 1 to 100,000.</value>
    [Range(1, 100_000)]
    public int MaxImages { get; set; } = 5000;

    /// <summary>Most images of a robustness job, each of which is looked at 37 times; more are answered 400.</summary>
    /// <value>The default is 1,000; 1 to 100,000.</value>
    [Range(1, 100_000)]
    public int MaxRobustnessImages { get; set; } = 1000;

    /// <summary>Largest ZIP archive, in MiB; a larger one is answered 413.</summary>
    /// <value>The default is 2,048; 1 to 65,536.</value>
    [Range(1, 65_536)]
    public int MaxArchiveMegabytes { get; set; } = 2048;

    /// <summary>Largest form with all its files, in MiB; a larger one is answered 413.</summary>
    /// <value>The default is 4,096; 1 to 65,536.</value>
    [Range(1, 65_536)]
    public int MaxTotalMegabytes { get; set; } = 4096;

    /// <summary>Longest that the upload of a batch, or the download of an export, may take.</summary>
    /// <value>The default is 1 hour; 1 second to 1 day.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan TransferTimeout { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Most images of one request to <c>/api/v1/batch</c>; more are answered 400.</summary>
    /// <value>The default is 100; 1 to 5,000.</value>
    [Range(1, 5000)]
    public int MaxJsonImages { get; set; } = 100;

    /// <summary>Largest image inside a request to <c>/api/v1/batch</c>, decoded, in MiB; a larger one is answered 413.</summary>
    /// <value>The default is 10; 1 to 1,024.</value>
    [Range(1, 1024)]
    public int MaxJsonImageMegabytes { get; set; } = 10;

    /// <summary>WebSockets and event streams at once; one more is answered 503.</summary>
    /// <value>The default is 500; 1 to 100,000.</value>
    [Range(1, 100_000)]
    public int MaxWatchers { get; set; } = 500;

    /// <summary>
    /// A WebSocket is closed when nothing arrives from its client for this long, not even a pong; an event stream, when its client reads
    /// nothing for this long.
    /// </summary>
    /// <value>The default is 60 seconds; 1 second to 1 day.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan WatcherIdleTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How often an idle event stream carries a comment, so that proxies keep it open.</summary>
    /// <value>The default is 15 seconds; 100 milliseconds to 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan EventHeartbeat { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary><see cref="MaxArchiveMegabytes"/> in bytes.</summary>
    internal long MaxArchiveBytes => MaxArchiveMegabytes * 1024L * 1024L;

    /// <summary><see cref="MaxTotalMegabytes"/> in bytes.</summary>
    internal long MaxTotalBytes => MaxTotalMegabytes * 1024L * 1024L;

    /// <summary><see cref="MaxJsonImageMegabytes"/> in bytes.</summary>
    internal long MaxJsonImageBytes => MaxJsonImageMegabytes * 1024L * 1024L;
}
