namespace RoDLA.Jobs.Intake;

/// <summary>Why an archive was refused.</summary>
public enum ArchiveFault
{
    /// <summary>Too many entries or images.</summary>
    TooManyEntries,

    /// <summary>An entry, or all entries together, are too large.</summary>
    TooLarge,

    /// <summary>The compression ratio is that of a decompression bomb.</summary>
    SuspiciousRatio,

    /// <summary>It contains an archive.</summary>
    Nested,

    /// <summary>Encrypted.</summary>
    Encrypted,

    /// <summary>Names of entries leave the target folder.</summary>
    UnsafeNames,

    /// <summary>Some entries are not supported images.</summary>
    NotImages,

    /// <summary>Incomplete or inconsistent.</summary>
    Damaged,

    /// <summary>An unsupported variant: several disks or a rare compression.</summary>
    Unsupported,

    /// <summary>No image.</summary>
    Empty,
}
