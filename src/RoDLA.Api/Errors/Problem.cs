namespace RoDLA.Api.Errors;

/// <summary>Why a request was not answered: RFC 9457 problem details, with the fields that older clients read beside them.</summary>
/// <param name="Type">Stable name of the kind of problem, a URN.</param>
/// <param name="Title">Its short description, the same for every problem of the kind.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What went wrong this time.</param>
/// <param name="Success">Always false.</param>
/// <param name="Error">The same text as <paramref name="Detail"/>.</param>
/// <param name="ErrorCode">Stable name of the kind of problem, for programs.</param>
/// <param name="RequestId">The request's id, which the log has too.</param>
/// <param name="Errors">Every mistake of the request, by field; empty when none concerns a field.</param>
public sealed record Problem(
    string Type,
    string Title,
    int Status,
    string Detail,
    bool Success,
    string Error,
    string ErrorCode,
    string RequestId,
    IReadOnlyList<FieldError> Errors)
{
    /// <summary>Media type of a problem.</summary>
    public const string ContentType = "application/problem+json";

    /// <summary>A problem of one kind.</summary>
    internal static Problem Of(ProblemKind kind, string detail, string requestId, IReadOnlyList<FieldError>? errors) =>
        new(kind.Type, kind.Title, kind.Status, detail, false, detail, kind.Code, requestId, errors ?? []);
}
