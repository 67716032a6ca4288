namespace RoDLA.Jobs.Intake;

/// <summary>Why an archive was refused.</summary>
public enum ArchiveFault
{
    /// <summary>More entries, or more images, than may be.</summary>
    TooManyEntries,

    /// <summary>An entry, or all of them together, weighs more than it may.</summary>
    TooLarge,

    /// <summary>So small for what comes out of it that it can only be meant to do harm.</summary>
    SuspiciousRatio,

    /// <summary>There is an archive inside.</summary>
    Nested,

    /// <summary>Encrypted.</summary>
    Encrypted,

    /// <summary>Names of entries would lead out of the folder that it is unpacked to.</summary>
    UnsafeNames,

    /// <summary>Some entries are not images that are read here.</summary>
    NotImages,

    /// <summary>Not a whole, consistent archive.</summary>
    Damaged,

    /// <summary>Whole, but made in a way that is not read here: on several disks, or with a rare compression.</summary>
    Unsupported,

    /// <summary>Without a single image.</summary>
    Empty,
}
