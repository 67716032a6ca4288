using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using RoDLA.Analysis.Pipeline;
using RoDLA.Api.Docs;
using RoDLA.Api.Errors;

namespace RoDLA.Api.Batches;

/// <summary>What the OpenAPI document says of the endpoints of jobs.</summary>
internal static class BatchDescriptions
{
    private const string Chain = "array of `{\"type\": ..., \"degree\": 1 to 3}`, done to every image in order; or an array of such arrays, one for each image.";

    private static readonly Dictionary<string, string> Pages = new()
    {
        ["page"] = "Number of the page, from 1.",
        ["page_size"] = $"Entries on a page, 1 to {Paging.MostSize}; {Paging.DefaultSize} when it is not sent.",
    };

    private static readonly ProblemKind[] Refusals = [ProblemKind.QueueFull, ProblemKind.Stopping, ProblemKind.DiskFull];

    /// <summary>Form, answers and problems of <c>/api/detect-batch</c>.</summary>
    public static OperationDescription DetectBatch { get; } = new()
    {
        Form =
        [
            FormField.Files(
                DraftSink.FieldName,
                "The pages: JPEG, PNG, TIFF, WebP, GIF, AVIF, BMP or PDF, or ZIP archives of them, all told by content. 1 to 300 files, 5,000 images in all."),
            .. Settings(inJson: false),
        ],
        Problems =
        [
            ProblemKind.Validation, ProblemKind.MalformedForm, ProblemKind.TooLarge, ProblemKind.NotAForm, ProblemKind.ArchiveRefused,
            .. Refusals, ProblemKind.TimedOut,
        ],
    };

    /// <summary>Body, answers and problems of <c>POST /api/v1/batch</c>.</summary>
    public static OperationDescription Create { get; } = new()
    {
        Json =
        [
            new FormField(BatchRequest.ImagesField, "The images, 1 to 100.", JsonSchemaType.Array) { Required = true, Items = Image() },
            .. Settings(inJson: true),
        ],
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
        [ProblemKind.Validation, ProblemKind.NotFound],
        ("wait", "Longest wait in seconds, 0 to 60."),
        ("version", "Version of the job that is known already."));

    /// <summary>What changes a job.</summary>
    public static OperationDescription Change { get; } = OfJob([ProblemKind.NotFound, ProblemKind.WrongState]);

    /// <summary>What lets a job go on.</summary>
    public static OperationDescription Retry { get; } = OfJob([ProblemKind.NotFound, ProblemKind.WrongState, .. Refusals]);

    /// <summary>A list of a job's images.</summary>
    public static OperationDescription Results { get; } = OfJob(
        [ProblemKind.Validation, ProblemKind.NotFound],
        [
            .. Pages.Select(p => (p.Key, p.Value)),
            ("status", "pending, processing, success, failed or cancelled; several separated by commas."),
        ]);

    /// <summary>The answer for an image.</summary>
    public static OperationDescription Result { get; } = OfJob([ProblemKind.NotFound, ProblemKind.WrongState]) with { Answers = [typeof(PageReport)] };

    /// <summary>A list of charts.</summary>
    public static OperationDescription Charts { get; } = OfJob([ProblemKind.NotFound]);

    /// <summary>A chart.</summary>
    public static OperationDescription Chart { get; } = OfJob([ProblemKind.NotFound]) with { Files = ["image/png"] };

    /// <summary>The figures over all images of a job.</summary>
    public static OperationDescription Summary { get; } = OfJob([ProblemKind.NotFound, ProblemKind.WrongState]) with { Files = ["application/json"] };

    /// <summary>A job in one file.</summary>
    public static OperationDescription Export { get; } = OfJob(
        [ProblemKind.Validation, ProblemKind.NotFound],
        ("format", "csv, jsonl or zip; csv when it is not sent."),
        ("rows", "What a line of a table stands for: detections or images; detections when it is not sent."))
        with { Files = ["text/csv", "application/x-ndjson", "application/zip"] };

    /// <summary>An event stream.</summary>
    public static OperationDescription Events { get; } = OfJob(
        [ProblemKind.NotFound, ProblemKind.TooManyWatchers],
        ("Last-Event-ID", "Id of the last event that was seen."))
        with { Files = [EventStreamResult.ContentType] };

    /// <summary>A WebSocket.</summary>
    public static OperationDescription WebSocket { get; } =
        OfJob([ProblemKind.OriginRefused, ProblemKind.NotFound, ProblemKind.UpgradeRequired, ProblemKind.TooManyWatchers])
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

        return new OperationDescription { Parameters = texts, Problems = problems };
    }

    private static IEnumerable<FormField> Settings(bool inJson) =>
    [
        new("score_thr", "Kept are detections with a confidence above this. The server may have another default.", JsonSchemaType.Number)
        {
            Format = "float",
            Default = 0.3,
            Minimum = "0",
            Maximum = "1",
        },
        new("perturbations", (inJson ? "An " : "JSON ") + Chain, inJson ? JsonSchemaType.Array : JsonSchemaType.String)
        {
            Items = inJson ? new OpenApiSchema() : null,
        },
        new("background_folder", "Folder of pictures for `background`: a name below the service's backgrounds.", JsonSchemaType.String),
        new("seed", "Key of the random numbers, the same for every image; one is drawn for each when none is sent.", JsonSchemaType.Integer)
        {
            Format = "int64",
        },
        new("mode", "`reference` does what the benchmark's published code does, its quirks included.", JsonSchemaType.String)
        {
            Default = "standard",
            Choices = ["standard", "reference"],
        },
        new("visualization_mode", "Which charts are drawn: eight for each image, eight for the whole job, or both.", JsonSchemaType.String)
        {
            Default = "none",
            Choices = ["none", "per_image", "summary", "both"],
        },
        FormField.Boolean("save_json", "Keep the results in a folder of their own below the server's output folder; `output_dir` says which.", true),
        new("priority", "Which jobs go first.", JsonSchemaType.String) { Default = "normal", Choices = ["high", "normal", "low"] },
        new("max_concurrent", "Images of the job at once; as many as there are workers when it is not sent.", JsonSchemaType.Integer)
        {
            Minimum = "1",
            Maximum = "256",
        },
        new("max_retries", "Attempts after the first, for faults that may pass. The server may have another default.", JsonSchemaType.Integer)
        {
            Default = 3,
            Minimum = "0",
            Maximum = "20",
        },
        new("retry_delay", "Wait before the first retry in milliseconds; it doubles with each. The server may have another default.", JsonSchemaType.Integer)
        {
            Default = 2000,
            Minimum = "0",
            Maximum = "300000",
        },
        new("webhook_url", "Gets a signed POST when the job has ended.", JsonSchemaType.String) { Format = "uri" },
        new("email", "Gets a letter when the job has ended, where the server can send any.", JsonSchemaType.String) { Format = "email" },
        new(
            "pages",
            "Page of PDF and TIFF files from 1, or `all` for an image each. `page` is understood too."
                + (inJson ? " Of an image by `url` only the first page can be taken: any other value is refused beside one." : ""),
            JsonSchemaType.String)
        {
            Default = "1",
        },
    ];

    private static OpenApiSchema Image() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "An image: either a `url` or a `base64`.",
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["url"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uri", Description = "Where to fetch it from: http or https, a public host." },
            ["base64"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Its bytes, at most 10 MB of them; may be a `data:` address." },
            ["name"] = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Description = "Name to go by; else the last part of the address, or `image_001` and so on.",
                Examples = [JsonValue.Create("page-1.jpg")],
            },
        },
    };
}
