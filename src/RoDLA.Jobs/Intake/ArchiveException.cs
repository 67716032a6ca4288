namespace RoDLA.Jobs.Intake;

/// <summary>An archive that is refused, with the reason in words for the person who sent it.</summary>
/// <param name="fault">What kind of fault.</param>
/// <param name="message">What is wrong; shown to the caller.</param>
/// <param name="entries">Names of the entries it is about, made fit to be shown; the first twenty at most.</param>
/// <param name="inner">The cause, for the log.</param>
public sealed class ArchiveException(ArchiveFault fault, string message, IReadOnlyList<string>? entries = null, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>What kind of fault.</summary>
    public ArchiveFault Fault { get; } = fault;

    /// <summary>Names of the entries it is about, made fit to be shown; the first twenty at most.</summary>
    public IReadOnlyList<string> Entries { get; } = entries ?? [];

    /// <summary>The client's name for the archive; null when it is not known.</summary>
    public string? Archive { get; init; }
}
