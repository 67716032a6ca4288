using Microsoft.OpenApi;
using RoDLA.Analysis.Pipeline;
using RoDLA.Api.Docs;
using RoDLA.Api.Errors;

namespace RoDLA.Api.Detection;

/// <summary>What the OpenAPI document says of <c>/api/detect</c>.</summary>
internal static class DetectDescription
{
    /// <summary>The file.</summary>
    public static FormField File { get; } = FormField.File(
        DetectForm.FileField, "The page: JPEG, PNG, TIFF, WebP, GIF, AVIF, BMP or PDF, told by content. Exactly one file.");

    /// <summary>Problems of every endpoint that takes a page.</summary>
    public static IReadOnlyList<ProblemKind> UploadProblems { get; } =
    [
        ProblemKind.Validation, ProblemKind.MalformedForm, ProblemKind.EmptyFile, ProblemKind.PageOutOfRange,
        ProblemKind.TooLarge,
        ProblemKind.NotAForm, ProblemKind.UnknownFormat, ProblemKind.ToolMissing,
        ProblemKind.Undecodable, ProblemKind.TooManyPixels, ProblemKind.TooManyPages, ProblemKind.Encrypted,
        ProblemKind.Stopping, ProblemKind.TimedOut,
    ];

    /// <summary>Form, answers and problems.</summary>
    public static OperationDescription Operation { get; } = new()
    {
        Form =
        [
            File,
            new FormField("score_thr", "Kept are detections with a confidence above this. The server may have another default.", JsonSchemaType.Number)
            {
                Format = "float",
                Default = 0.3,
                Minimum = "0",
                Maximum = "1",
            },
            FormField.Boolean(
                "return_image", "Answer the page with the detections drawn on it: JPEG, or PNG when the Accept header asks for it.", false),
            FormField.Boolean("save_json", "Keep the answer and the charts in the server's output folder; `saved_path` says where.", true),
            FormField.Boolean("generate_visualizations", "Draw the eight charts.", true),
            new FormField("page", "Page of a PDF or TIFF from 1, or `all`. `pages` is understood too.", JsonSchemaType.String) { Default = "1" },
        ],
        Answers = [typeof(PageReport), typeof(DocumentReport)],
        Example = "detect-example.json",
        Files = ["image/jpeg", "image/png"],
        Problems = [.. UploadProblems.SkipLast(2), ProblemKind.Unavailable, .. UploadProblems.TakeLast(2)],
    };
}
