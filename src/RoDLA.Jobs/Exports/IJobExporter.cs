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

    /// <summary>File name that is safe in headers and on disk.</summary>
    string FileName(JobSnapshot job, ExportOptions options);

    /// <summary>
    /// Writes the job. The stream is only written to, asynchronously, and stays open.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="options">Options.</param>
    /// <param name="destination">Receives the export.</param>
    /// <param name="cancellationToken">Cancels the work; the export is then incomplete.</param>
    Task WriteAsync(JobSnapshot job, ExportOptions options, Stream destination, CancellationToken cancellationToken);
}
