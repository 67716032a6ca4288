using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using RoDLA.Api.Batches.Status;
using RoDLA.Api.Docs;
using RoDLA.Api.Errors;

namespace RoDLA.Api.Batches.Submit;

/// <summary>OpenAPI descriptions of the submission of jobs.</summary>
internal static class SubmitDescriptions
{
    private const string Chain = "array of `{\"type\": ..., \"degree\": 1 to 3}`, applied to every image in order; or an array of such arrays, one for each image.";

    /// <summary>Form and problems of <c>/api/detect-batch</c>.</summary>
    public static OperationDescription DetectBatch { get; } = new()
    {
        Form =
        [
            FormField.Files(
                DraftSink.FieldName,
                "The pages: JPEG, PNG, TIFF, WebP, GIF, AVIF, BMP or PDF, or ZIP archives of them, recognized by content. 1 to 300 files, 5,000 images in all."),
            .. Settings(inJson: false),
        ],
        Problems =
        [
            ProblemKind.Validation, ProblemKind.MalformedForm, ProblemKind.TooLarge, ProblemKind.NotAForm, ProblemKind.ArchiveRefused,
            .. JobDescriptions.Refusals, ProblemKind.TimedOut,
        ],
    };

    /// <summary>Body and problems of <c>POST /api/v1/batch</c>.</summary>
    public static OperationDescription Create { get; } = new()
    {
        Json =
        [
            new FormField(BatchRequest.ImagesField, "The images, 1 to 100.", JsonSchemaType.Array) { Required = true, Items = Image() },
            .. Settings(inJson: true),
        ],
        Problems =
        [
            ProblemKind.BadRequest, ProblemKind.Validation, ProblemKind.TooLarge, ProblemKind.NotJson, .. JobDescriptions.Refusals, ProblemKind.TimedOut,
        ],
    };

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
        new("background_folder", "Folder of pictures for `background`: a name below the backgrounds of the service.", JsonSchemaType.String),
        new("seed", "Seed of the random numbers, the same for every image; a random one for each image when none is sent.", JsonSchemaType.Integer)
        {
            Format = "int64",
        },
        new("mode", "`reference` reproduces the published code of the benchmark, including its quirks.", JsonSchemaType.String)
        {
            Default = "standard",
            Choices = ["standard", "reference"],
        },
        new("visualization_mode", "Which charts are drawn: eight for each image, eight for the whole job, or both.", JsonSchemaType.String)
        {
            Default = "none",
            Choices = ["none", "per_image", "summary", "both"],
        },
        FormField.Boolean("save_json", "Keep the results in an own folder below the output folder of the server; `output_dir` names it.", true),
        new("priority", "Priority of the job.", JsonSchemaType.String) { Default = "normal", Choices = ["high", "normal", "low"] },
        new("max_concurrent", "Images of the job in parallel; the number of workers when it is not sent.", JsonSchemaType.Integer)
        {
            Minimum = "1",
            Maximum = "256",
        },
        new("max_retries", "Retries after a transient fault. The server may have another default.", JsonSchemaType.Integer)
        {
            Default = 3,
            Minimum = "0",
            Maximum = "20",
        },
        new("retry_delay", "Delay before the first retry in milliseconds; it doubles with each. The server may have another default.", JsonSchemaType.Integer)
        {
            Default = 2000,
            Minimum = "0",
            Maximum = "300000",
        },
        new("webhook_url", "URL that receives a signed POST when the job has ended.", JsonSchemaType.String) { Format = "uri" },
        new("email", "Address that receives an email when the job has ended, if the server can send email.", JsonSchemaType.String) { Format = "email" },
        new(
            "pages",
            "Page of PDF and TIFF files from 1, or `all` for one image per page. `page` is an alias."
                + (inJson ? " An image by `url` has its first page only: another value is refused together with one." : ""),
            JsonSchemaType.String)
        {
            Default = "1",
        },
    ];

    private static OpenApiSchema Image() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "An image: either `url` or `base64`.",
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["url"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uri", Description = "URL to fetch it from: http or https, a public host." },
            ["base64"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Its bytes, at most 10 MB; may be a `data:` URL." },
            ["name"] = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Description = "Its name; by default the last part of the URL, or `image_001` and so on.",
                Examples = [JsonValue.Create("page-1.jpg")],
            },
        },
    };
}
