using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Exports;

/// <summary>
/// Writes the results of a job in one format, one image at a time in constant memory. An unfinished job is written as far as it is.
/// Stateless.
/// </summary>
public interface IJobExporter
{
    /// <summary>Name of the format: <c>csv</c>.</summary>
    string Name { get; }

    /// <summary>Media type.</summary>
    string ContentType { get; }

    /// <summary>End of the file name, with the extension.</summary>
    string Suffix(ExportRows rows);

    /// <summary>File name that is safe in headers and on disk.</summary>
    sealed string FileName(JobSnapshot job, ExportRows rows) =>
        (job.Definition.OutputFolder ?? $"batch_{job.Definition.JobId}") + Suffix(rows);

    /// <summary>
    /// Writes the job. The stream is only written to, asynchronously, and stays open; after a cancellation the export is incomplete.
    /// </summary>
    Task WriteAsync(JobSnapshot job, ExportRows rows, Stream destination, CancellationToken cancellationToken);
}
