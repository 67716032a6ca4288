using RoDLA.Jobs.Files;
using RoDLA.Jobs.Inputs;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Results;

namespace RoDLA.Jobs.Exports;

/// <summary>Makes the stored results of a job the source of an export.</summary>
public sealed class JobExports
{
    // An export that is under way waits rather than breaks off.
    private static readonly PageDemand Demand = new(RequestPriority.Batch, Copies: 1);

    private readonly JobPaths _paths;
    private readonly ResultReader _reader;
    private readonly DetectedPages _pages;
    private readonly ILayoutDetector _detector;

    /// <param name="paths">Where the results are.</param>
    /// <param name="reader">Reads them.</param>
    /// <param name="pages">Decodes the pages.</param>
    /// <param name="detector">Tells the classes of its model.</param>
    internal JobExports(JobPaths paths, ResultReader reader, DetectedPages pages, ILayoutDetector detector) =>
        (_paths, _reader, _pages, _detector) = (paths, reader, pages, detector);

    /// <summary>All images of a job.</summary>
    public ExportSource Of(JobSnapshot job) => new JobPages(job, [.. Enumerable.Range(0, job.Items.Count)], _paths, ReadAsync)
    {
        Time = job.EndedAt ?? job.UpdatedAt,
        JobId = job.Definition.JobId,
        Status = ReportJson.Word(job.State),
    };

    /// <summary>Some images of a job, by their indices; one that succeeded is exported as one page.</summary>
    public ExportSource Of(JobSnapshot job, IReadOnlyList<int> indices) => new JobPages(job, indices, _paths, ReadAsync)
    {
        Time = job.EndedAt ?? job.UpdatedAt,
        JobId = job.Definition.JobId,
        Status = ReportJson.Word(job.State),
        IsPage = indices is [int only] && job.Items[only].State == ItemState.Success,
    };

    private async Task<ExportPage> ReadAsync(JobSnapshot job, int index, CancellationToken cancellationToken)
    {
        ItemDefinition definition = job.Definition.Items[index];
        ItemRecord item = job.Items[index];
        (StoredReport Report, byte[] Json)? read = await _reader.ReadAsync(job, index, cancellationToken).ConfigureAwait(false);
        return new ExportPage(index, definition.Name, definition.Page)
        {
            Status = ReportJson.Word(item.State),
            Attempts = item.Attempts,
            Detections = item.Result?.Detections,
            AverageConfidence = item.Result?.AverageConfidence,
            Seconds = item.Result?.Seconds,
            Cached = item.Result?.Cached,
            StartedAt = item.StartedAt,
            EndedAt = item.EndedAt,
            Error = item.Error,
            ErrorCategory = item.Category is { } category ? ReportJson.Word(category) : null,
            Report = read?.Report,
            Json = read?.Json,
            Classes = read?.Report.DetectionConfig is { Model: { } model } config ? _detector.ClassesOf(model, config.Classes) : [],
            ReadImage = read is { Report: var report } ? _pages.Of(job.Definition, index, report, Demand) : null,
            Attachments = item.State == ItemState.Success
                ? [.. ExportAttachment.PicturesIn(_paths.Charts(job.Definition, index))]
                : [],
        };
    }
}
