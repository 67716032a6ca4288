namespace RoDLA.Jobs.Intake;

/// <summary>An archive is refused.</summary>
/// <param name="fault">Kind of fault.</param>
/// <param name="message">Error message for users.</param>
/// <param name="entries">Cleaned names of the entries concerned, at most twenty.</param>
/// <param name="inner">Cause for the log.</param>
public sealed class ArchiveException(ArchiveFault fault, string message, IReadOnlyList<string>? entries = null, Exception? inner = null)
    : Exception(message, inner)
{
    private const int MaxNames = 20;

    /// <summary>Kind of fault.</summary>
    public ArchiveFault Fault { get; } = fault;

    /// <summary>Cleaned names of the entries concerned, at most twenty.</summary>
    public IReadOnlyList<string> Entries { get; } = entries ?? [];

    /// <summary>The client's name for the archive; null when it is not known.</summary>
    public string? Archive { get; internal set; }

    /// <summary>An incomplete or inconsistent archive.</summary>
    internal static ArchiveException Damaged(string what, Exception? inner = null) =>
        new(ArchiveFault.Damaged, $"The archive is damaged: {what}.", null, inner);

    /// <summary>One of several files that make up an archive.</summary>
    internal static ArchiveException InParts() =>
        new(ArchiveFault.Unsupported, "The archive is one part of several; send it as one file.");

    /// <summary>A fault of entries: <paramref name="what"/> and their names.</summary>
    internal static ArchiveException Of(ArchiveFault fault, string what, IReadOnlyCollection<ZipEntry> entries)
    {
        string[] names = [.. entries.Take(MaxNames).Select(e => e.Name)];
        string more = entries.Count > names.Length
            ? string.Create(CultureInfo.InvariantCulture, $" and {entries.Count - names.Length} more")
            : "";
        return new ArchiveException(fault, $"{what}: {string.Join(", ", names)}{more}.", names);
    }
}
