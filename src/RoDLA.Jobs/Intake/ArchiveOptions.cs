namespace RoDLA.Jobs.Intake;

/// <summary>Limits of archives.</summary>
public sealed class ArchiveOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Archives";

    /// <summary>Most images of a job from archives.</summary>
    /// <value>The default is 5,000; 1 to 100,000.</value>
    [Range(1, 100_000)]
    public int MaxImages { get; set; } = 5000;

    /// <summary>Most entries of an archive, folders included.</summary>
    /// <value>The default is 20,000; 1 to 1,000,000.</value>
    [Range(1, 1_000_000)]
    public int MaxEntries { get; set; } = 20_000;

    /// <summary>Largest image, unpacked, in MiB.</summary>
    /// <value>The default is 50; 1 to 2,048.</value>
    [Range(1, 2048)]
    public int MaxFileMegabytes { get; set; } = 50;

    /// <summary>Unpacked size of all images of a job from archives, in MiB.</summary>
    /// <value>The default is 10,240; 1 to 16,777,216.</value>
    [Range(1, 16_777_216)]
    public int MaxTotalMegabytes { get; set; } = 10_240;

    /// <summary>
    /// Largest ratio of unpacked to packed size of all images of an archive, once they are larger than <see cref="MaxFileMegabytes"/>
    /// together. Single images are not checked: an uncompressed scan of a blank page reaches the limit of the compression, a thousand to
    /// one.
    /// </summary>
    /// <value>The default is 200; 1 to 2,000.</value>
    [Range(1, 2000)]
    public int MaxRatio { get; set; } = 200;

    /// <summary><see cref="MaxFileMegabytes"/> in bytes.</summary>
    internal long MaxFileBytes => MaxFileMegabytes * 1024L * 1024L;

    /// <summary><see cref="MaxTotalMegabytes"/> in bytes.</summary>
    internal long MaxTotalBytes => MaxTotalMegabytes * 1024L * 1024L;
}
