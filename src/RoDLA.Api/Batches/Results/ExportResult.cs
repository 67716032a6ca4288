using System.Net.Mime;
using RoDLA.Api.Batches.Status;
using RoDLA.Api.Docs;
using RoDLA.Api.Errors;
using RoDLA.Jobs.Exports;

namespace RoDLA.Api.Batches.Results;

/// <summary>A response with the results of a job as one file, streamed while it is made.</summary>
internal sealed class ExportResult : IResult
{
    private const string DefaultFormat = "csv";

    private readonly JobSnapshot _job;
    private readonly IJobExporter _exporter;
    private readonly ExportRows _rows;

    private ExportResult(JobSnapshot job, IJobExporter exporter, ExportRows rows) =>
        (_job, _exporter, _rows) = (job, exporter, rows);

    /// <summary>The OpenAPI description.</summary>
    public static OperationDescription Description { get; } = JobDescriptions.OfJob(
        [ProblemKind.Validation],
        ("format", "csv, jsonl or zip; csv when it is not sent."),
        ("rows", "What a row of a table stands for: detections or images; detections when it is not sent.")) with
    {
        Files = ["text/csv", "application/x-ndjson", "application/zip"],
    };

    /// <summary>The response to a request for a file.</summary>
    /// <param name="job">The job.</param>
    /// <param name="format">Name of the format; null for CSV.</param>
    /// <param name="rows">What a row of a table stands for; null for detections.</param>
    /// <param name="exporters">The formats.</param>
    /// <exception cref="ApiException">The format or the kind of rows is unknown.</exception>
    public static ExportResult Create(JobSnapshot job, string? format, string? rows, ExporterCatalog exporters)
    {
        List<FieldError> mistakes = [];
        IJobExporter? exporter = exporters.Find(format ?? DefaultFormat);
        if (exporter is null)
        {
            mistakes.Add(new FieldError("format", $"It must be one of {string.Join(", ", exporters.Names)}."));
        }

        if (!Enum.TryParse(rows ?? nameof(ExportRows.Detections), ignoreCase: true, out ExportRows read) || !Enum.IsDefined(read))
        {
            mistakes.Add(new FieldError("rows", "It must be detections or images."));
        }

        return mistakes.Count == 0
            ? new ExportResult(job, exporter!, read)
            : throw ApiException.Invalid(mistakes);
    }

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        response.ContentType = _exporter.ContentType;
        response.Headers.ContentDisposition = new ContentDisposition { FileName = _exporter.FileName(_job, _rows) }.ToString();
        return _exporter.WriteAsync(_job, _rows, response.Body, httpContext.RequestAborted);
    }
}
