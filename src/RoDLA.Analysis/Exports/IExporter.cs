namespace RoDLA.Analysis.Exports;

/// <summary>Writes pages in one format, one at a time in constant memory: those of one answer, or of a job. Stateless.</summary>
public interface IExporter
{
    /// <summary>Name of the format: <c>csv</c>.</summary>
    string Name { get; }

    /// <summary>Whether the format is of little use without the text of the elements.</summary>
    bool NeedsText => false;

    /// <summary>Name and type of the file.</summary>
    ExportFile FileOf(ExportSource source, ExportOptions options);

    /// <summary>
    /// Writes the pages. The stream is only written to, asynchronously, and stays open; after a cancellation the export is incomplete.
    /// </summary>
    Task WriteAsync(ExportSource source, ExportOptions options, Stream destination, CancellationToken cancellationToken);
}
