using RoDLA.Api.Batches.Status;
using RoDLA.Api.Docs;
using RoDLA.Api.Errors;

namespace RoDLA.Api.Batches.Submit;

/// <summary>OpenAPI descriptions of the submission of jobs.</summary>
internal static class SubmitDescriptions
{
    /// <summary>Problems of <c>/api/detect-batch</c>.</summary>
    public static OperationDescription DetectBatch { get; } = new()
    {
        Problems =
        [
            ProblemKind.Validation, ProblemKind.MalformedForm, ProblemKind.TooLarge, ProblemKind.NotAForm, ProblemKind.ArchiveRefused,
            .. JobDescriptions.Refusals, ProblemKind.TimedOut,
        ],
    };

    /// <summary>Problems of <c>POST /api/v1/batch</c>.</summary>
    public static OperationDescription Create { get; } = new()
    {
        Problems =
        [
            ProblemKind.BadRequest, ProblemKind.Validation, ProblemKind.TooLarge, ProblemKind.NotJson,
            .. JobDescriptions.Refusals, ProblemKind.TimedOut,
        ],
    };
}
