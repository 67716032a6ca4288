using RoDLA.Analysis.Pipeline;
using RoDLA.Api.Docs;
using RoDLA.Api.Errors;

namespace RoDLA.Api.Batches;

/// <summary>What the OpenAPI document says of the endpoints of jobs.</summary>
internal static class BatchDescriptions
{
    private static readonly Dictionary<string, string> Pages = new()
    {
        ["page"] = "Number of the page, from 1.",
        ["page_size"] = $"Entries on a page, 1 to {Paging.MostSize}; {Paging.DefaultSize} when it is not sent.",
    };

    private static readonly ProblemKind[] Refusals = [ProblemKind.QueueFull, ProblemKind.Stopping, ProblemKind.DiskFull];

    /// <summary>Problems of <c>/api/detect-batch</c>.</summary>
    public static OperationDescription DetectBatch { get; } = new()
    {
        Problems =
        [
            ProblemKind.Validation, ProblemKind.MalformedForm, ProblemKind.TooLarge, ProblemKind.NotAForm, ProblemKind.ArchiveRefused,
            .. Refusals, ProblemKind.TimedOut,
        ],
    };

    /// <summary>Problems of <c>POST /api/v1/batch</c>.</summary>
    public static OperationDescription Create { get; } = new()
    {
        Problems =
        [
            ProblemKind.BadRequest, ProblemKind.Validation, ProblemKind.TooLarge, ProblemKind.NotJson, .. Refusals, ProblemKind.TimedOut,
        ],
    };

    /// <summary>A list of jobs.</summary>
    public static OperationDescription List { get; } = new()
    {
        Parameters = new Dictionary<string, string>(Pages) { ["status"] = "pending, processing, completed, failed or cancelled; several separated by commas." },
        Problems = [ProblemKind.Validation],
    };

    /// <summary>The status of a job.</summary>
    public static OperationDescription Status { get; } = OfJob(
        [ProblemKind.Validation],
        ("wait", "Longest wait in seconds, 0 to 60."),
        ("version", "Version of the job that is known already."));

    /// <summary>What changes a job.</summary>
    public static OperationDescription Change { get; } = OfJob([ProblemKind.WrongState]);

    /// <summary>What lets a job go on.</summary>
    public static OperationDescription Retry { get; } = OfJob([ProblemKind.WrongState, .. Refusals]);

    /// <summary>A list of a job's images.</summary>
    public static OperationDescription Results { get; } = OfJob(
        [ProblemKind.Validation],
        [
            .. Pages.Select(p => (p.Key, p.Value)),
            ("status", "pending, processing, success, failed or cancelled; several separated by commas."),
        ]);

    /// <summary>The answer for an image.</summary>
    public static OperationDescription Result { get; } = OfJob([ProblemKind.WrongState]) with { Answers = [typeof(PageReport)] };

    /// <summary>A list of charts.</summary>
    public static OperationDescription Charts { get; } = OfJob([]);

    /// <summary>A chart.</summary>
    public static OperationDescription Chart { get; } = OfJob([]) with { Files = ["image/png"] };

    /// <summary>The figures over all images of a job.</summary>
    public static OperationDescription Summary { get; } = OfJob([ProblemKind.WrongState]) with { Files = ["application/json"] };

    /// <summary>A job in one file.</summary>
    public static OperationDescription Export { get; } = OfJob(
        [ProblemKind.Validation],
        ("format", "csv, jsonl or zip; csv when it is not sent."),
        ("rows", "What a line of a table stands for: detections or images; detections when it is not sent."))
        with { Files = ["text/csv", "application/x-ndjson", "application/zip"] };

    /// <summary>An event stream.</summary>
    public static OperationDescription Events { get; } = OfJob(
        [ProblemKind.TooManyWatchers],
        ("Last-Event-ID", "Id of the last event that was seen."))
        with { Files = [EventStreamResult.ContentType] };

    /// <summary>A WebSocket.</summary>
    public static OperationDescription WebSocket { get; } =
        OfJob([ProblemKind.OriginRefused, ProblemKind.UpgradeRequired, ProblemKind.TooManyWatchers])
        with { Status = StatusCodes.Status101SwitchingProtocols, Answers = [typeof(BatchMessage)] };

    private static OperationDescription OfJob(IReadOnlyList<ProblemKind> problems, params ReadOnlySpan<(string Name, string Text)> parameters)
    {
        Dictionary<string, string> texts = new()
        {
            ["job_id"] = "Id of the job.",
            ["index"] = "Number of the image, from 0.",
            ["name"] = "Name of the chart.",
        };
        foreach ((string name, string text) in parameters)
        {
            texts[name] = text;
        }

        return new OperationDescription { Parameters = texts, Problems = [ProblemKind.NotFound, ProblemKind.NotReady, .. problems] };
    }
}
