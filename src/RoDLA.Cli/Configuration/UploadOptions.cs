namespace RoDLA.Cli.Configuration;

/// <summary>Limits of uploads, and their temporary folder.</summary>
public sealed class UploadOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Uploads";

    /// <summary>Largest file, in MiB; a larger one is answered 413.</summary>
    /// <value>The default is 50; 1 to 16,384.</value>
    [Range(1, 16_384)]
    public int MaxFileMegabytes { get; set; } = 50;

    /// <summary>A file up to this many KiB stays in pooled memory; a larger one goes to a temporary file.</summary>
    /// <value>The default is 1,024; 16 to 65,536.</value>
    [Range(16, 65_536)]
    public int MemoryKilobytes { get; set; } = 1024;

    /// <summary>Largest value of a form field that is not a file, in KiB.</summary>
    /// <value>The default is 64; 1 to 16,384.</value>
    [Range(1, 16_384)]
    public int MaxFieldKilobytes { get; set; } = 64;

    /// <summary>Most parts of a form, files included.</summary>
    /// <value>The default is 64; 1 to 10,000.</value>
    [Range(1, 10_000)]
    public int MaxParts { get; set; } = 64;

    /// <summary>Longest that the form of one page may take to arrive; a slower one is answered 408.</summary>
    /// <value>The default is 2 minutes; 1 second to 1 day.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Slowest that the body of any request may arrive, in bytes per second on average after the first 10 seconds; a slower one is answered
    /// 408. 0 for no limit.
    /// </summary>
    /// <value>The default is 4,096; 0 to 1,000,000,000.</value>
    [Range(0, 1_000_000_000)]
    public int MinBytesPerSecond { get; set; } = 4096;

    /// <summary>Folder for temporary files; relative to the content root.</summary>
    /// <value>The default is empty: a folder of the service's own below the system's temporary folder.</value>
    public string TempFolder { get; set; } = "";

    /// <summary><see cref="MaxFileMegabytes"/> in bytes.</summary>
    internal long MaxFileBytes => MaxFileMegabytes * 1024L * 1024L;
}
