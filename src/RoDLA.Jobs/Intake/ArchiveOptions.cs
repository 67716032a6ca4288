using System.ComponentModel.DataAnnotations;

namespace RoDLA.Jobs.Intake;

/// <summary>What an archive may hold.</summary>
public sealed class ArchiveOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Archives";

    /// <summary>Most images of a job that came in archives.</summary>
    /// <value>The default is 5,000; 1 to 100,000.</value>
    [Range(1, 100_000)]
    public int MaxImages { get; set; } = 5000;

    /// <summary>Most entries of an archive, folders and all.</summary>
    /// <value>The default is 20,000; 1 to 1,000,000.</value>
    [Range(1, 1_000_000)]
    public int MaxEntries { get; set; } = 20_000;

    /// <summary>Largest image, unpacked, in MiB.</summary>
    /// <value>The default is 50; 1 to 2,048.</value>
    [Range(1, 2048)]
    public int MaxFileMegabytes { get; set; } = 50;

    /// <summary>All images of a job that came in archives, unpacked, in MiB.</summary>
    /// <value>The default is 10,240; 1 to 16,777,216.</value>
    [Range(1, 16_777_216)]
    public int MaxTotalMegabytes { get; set; } = 10_240;

    /// <summary>
    /// How many times larger all images of an archive may be than their packed bytes, once they are larger than
    /// <see cref="MaxFileMegabytes"/> together. One image is not measured by itself: an uncompressed scan of a blank page packs a thousand
    /// to one, as small as this compression goes, and such a page among others is no attack.
    /// </summary>
    /// <value>The default is 200; 1 to 2,000.</value>
    [Range(1, 2000)]
    public int MaxRatio { get; set; } = 200;

    /// <summary><see cref="MaxFileMegabytes"/> in bytes.</summary>
    internal long MaxFileBytes => MaxFileMegabytes * 1024L * 1024L;

    /// <summary><see cref="MaxTotalMegabytes"/> in bytes.</summary>
    internal long MaxTotalBytes => MaxTotalMegabytes * 1024L * 1024L;
}
