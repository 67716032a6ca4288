using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Exports;

/// <summary>
/// Writes the results of a job in one format, image after image, so that a job of any size takes little memory. A job that goes on still
/// is written as far as it is. Stateless.
/// </summary>
public interface IJobExporter
{
    /// <summary>What clients call it: <c>csv</c>.</summary>
    string Name { get; }

    /// <summary>Media type of what is written.</summary>
    string ContentType { get; }

    /// <summary>A name for the file, without anything that a header or a disk could mind.</summary>
    string FileName(JobSnapshot job, ExportOptions options);

    /// <summary>
    /// Writes the job. The stream is neither sought nor read, is written to asynchronously alone, and stays open.
    /// </summary>
    /// <param name="job">The job, at one moment.</param>
    /// <param name="options">What to write of it.</param>
    /// <param name="destination">Gets the bytes.</param>
    /// <param name="cancellationToken">Stops the work; what was written until then is no whole file.</param>
    Task WriteAsync(JobSnapshot job, ExportOptions options, Stream destination, CancellationToken cancellationToken);
}
