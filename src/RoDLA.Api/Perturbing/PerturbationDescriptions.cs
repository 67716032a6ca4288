using RoDLA.Analysis.Perturbing;
using Microsoft.OpenApi;
using RoDLA.Api.Detection;
using RoDLA.Api.Docs;
using RoDLA.Api.Errors;

namespace RoDLA.Api.Perturbing;

/// <summary>What the OpenAPI document says of the endpoints with perturbations.</summary>
internal static class PerturbationDescriptions
{
    private static readonly FormField[] Shared =
    [
        new(PerturbationForm.FolderField,
            "Folder of pictures for `background`: a name below the service's backgrounds. Entries may name one of their own.", JsonSchemaType.String),
        new("seed", "Key of the random numbers; one is drawn when none is sent.", JsonSchemaType.Integer) { Format = "int64" },
        new("mode",
            "`standard`, or `reference` for what the benchmark's published code does, its quirks included.", JsonSchemaType.String)
        {
            Default = "standard",
        },
        FormField.Boolean("quality", "Measure how like its original the perturbed page is: PSNR, MS-SSIM, CW-SSIM.", false),
        new("boxes", "JSON array of `[x1, y1, x2, y2]` on the page; they come back moved with it.", JsonSchemaType.String),
        new("polygons", "JSON array of `[x, y, x, y, x, y, ...]` on the page; they come back moved with it.", JsonSchemaType.String),
        new("output", "Kind of picture: `png`, `jpeg` or `webp`.", JsonSchemaType.String) { Default = "png" },
    ];

    /// <summary>Form, answers and problems of <c>/api/perturb</c>.</summary>
    public static OperationDescription Perturb { get; } = new()
    {
        Form =
        [
            DetectDescription.File,
            List("", required: true),
            FormField.Boolean("return_base64", "Put the perturbed page into the answer, as a data URI.", false),
            FormField.Boolean("return_image", "Answer the perturbed page itself. An Accept header that prefers a picture asks for it too.", false),
            FormField.Boolean("save_image", "Keep the perturbed page in the server's folder; `saved_path` says where.", false),
            .. Shared,
            new FormField("page", "Page of a PDF or TIFF from 1.", JsonSchemaType.Integer) { Default = 1, Minimum = "1" },
        ],
        Answers = [typeof(PerturbReport)],
        Files = ["image/png", "image/jpeg", "image/webp"],
        Problems = [.. DetectDescription.UploadProblems.SkipLast(2), ProblemKind.PerturberBusy, .. DetectDescription.UploadProblems.TakeLast(2)],
    };

    /// <summary>Form, answers and problems of <c>/api/detect-with-perturbation</c>.</summary>
    public static OperationDescription Detect { get; } = DetectDescription.Operation with
    {
        Example = null,
        Problems =
        [
            .. DetectDescription.Operation.Problems.SkipLast(2), ProblemKind.PerturberBusy, .. DetectDescription.Operation.Problems.TakeLast(2),
        ],
        Form =
        [
            DetectDescription.File,
            List(" None: as `/api/detect`.", required: false),
            .. DetectDescription.Operation.Form.Skip(1),
            FormField.Boolean("save_perturbed_image", "Keep the perturbed page in the server's folder; `perturbation_info` says where.", false),
            FormField.Boolean("compare", "Detect on the clean page too, and tell which of its detections survived.", false),
            .. Shared.SkipLast(1),
            new FormField("output", "Kind of file of a page that is kept: `png`, `jpeg` or `webp`.", JsonSchemaType.String) { Default = "png" },
        ],
    };

    private static FormField List(string more, bool required) => new(
        PerturbationForm.ListField,
        "JSON array of `{\"type\": ..., \"degree\": 1 to 3}`, applied in order; entries may have a `seed`, a `background_folder` and, for a "
            + $"watermark, a `text` of their own.{more}",
        JsonSchemaType.String)
    {
        Required = required,
    };
}
