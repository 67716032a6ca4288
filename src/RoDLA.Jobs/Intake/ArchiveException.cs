namespace RoDLA.Jobs.Intake;

/// <summary>An archive is refused.</summary>
/// <param name="fault">Kind of fault.</param>
/// <param name="message">Error message for users.</param>
/// <param name="entries">Cleaned names of the entries concerned, at most twenty.</param>
/// <param name="inner">Cause for the log.</param>
public sealed class ArchiveException(ArchiveFault fault, string message, IReadOnlyList<string>? entries = null, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>Kind of fault.</summary>
    public ArchiveFault Fault { get; } = fault;

    /// <summary>Cleaned names of the entries concerned, at most twenty.</summary>
    public IReadOnlyList<string> Entries { get; } = entries ?? [];

    /// <summary>The client's name for the archive; null when it is not known.</summary>
    public string? Archive { get; internal set; }
}
