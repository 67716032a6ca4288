namespace RoDLA.Jobs.Downloads;

/// <summary>Downloads of models. Which addresses may be called is a matter of <see cref="Fetching.FetchOptions"/>.</summary>
public sealed class DownloadOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Downloads";

    /// <summary>Largest file, in MiB.</summary>
    /// <value>The default is 4,096; 1 to 1,048,576.</value>
    [Range(1, 1_048_576)]
    public int MaxFileMegabytes { get; set; } = 4096;

    /// <summary>How often in succession a download that broke off without a byte is taken up again.</summary>
    /// <value>The default is 5; 0 to 100.</value>
    [Range(0, 100)]
    public int Retries { get; set; } = 5;

    /// <summary>Time before a download is taken up again; twice as long each time that no byte came.</summary>
    /// <value>The default is 1 second; 1 millisecond to 1 minute.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Time without a byte after which a connection counts as broken.</summary>
    /// <value>The default is 30 seconds; 0.1 seconds to 10 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan StallTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary><see cref="MaxFileMegabytes"/> in bytes.</summary>
    internal long MaxFileBytes => MaxFileMegabytes * 1024L * 1024L;
}
