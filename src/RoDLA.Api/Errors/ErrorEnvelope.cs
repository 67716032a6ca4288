namespace RoDLA.Api.Errors;

/// <summary>
/// Why a request was not answered, on the inference API. Its document shows errors in two shapes; this has the fields of both.
/// </summary>
/// <param name="Status">Always <c>error</c>.</param>
/// <param name="Error">The error.</param>
/// <param name="Message">As <see cref="EnvelopeError.Message"/>.</param>
/// <param name="ErrorCode">As <see cref="EnvelopeError.Code"/>.</param>
/// <param name="Details">As <see cref="EnvelopeError.Details"/>.</param>
/// <param name="Errors">Every mistake of the request, by field or file; empty when none concerns one.</param>
/// <param name="Timestamp">As <see cref="EnvelopeError.Timestamp"/>.</param>
/// <param name="RequestId">As <see cref="EnvelopeError.RequestId"/>.</param>
public sealed record ErrorEnvelope(
    string Status,
    EnvelopeError Error,
    string Message,
    string ErrorCode,
    string Details,
    IReadOnlyList<EnvelopeMistake> Errors,
    DateTimeOffset Timestamp,
    string RequestId)
{
    /// <summary>An error of one kind.</summary>
    internal static ErrorEnvelope Of(
        ProblemKind kind, string detail, string requestId, DateTimeOffset now, IReadOnlyList<FieldError>? mistakes)
    {
        ProblemKind shown = InferenceProblem.Of(kind);
        EnvelopeMistake[] errors = [.. (mistakes ?? []).Select(EnvelopeMistake.Of)];
        string details = errors.Length == 0 ? detail : string.Join("; ", errors.Select(e => $"{e.Filename ?? e.Field}: {e.Error}"));
        EnvelopeError error = new(
            shown.Code, shown.Title, details, errors.FirstOrDefault(e => e.Field is not null)?.Field, now, requestId, "/docs");
        return new ErrorEnvelope("error", error, error.Message, error.Code, details, errors, now, requestId);
    }
}

/// <summary>An error of the inference API.</summary>
/// <param name="Code">Stable name for programs, such as <c>INVALID_CONFIG</c>.</param>
/// <param name="Message">Short description, the same for every error of the code.</param>
/// <param name="Details">What went wrong this time.</param>
/// <param name="Field">The first field with a mistake; null when none has one.</param>
/// <param name="Timestamp">When it happened, UTC.</param>
/// <param name="RequestId">The request's id, which the log has too.</param>
/// <param name="DocumentationUrl">Where the API is described.</param>
public sealed record EnvelopeError(
    string Code, string Message, string Details, string? Field, DateTimeOffset Timestamp, string RequestId, string DocumentationUrl);

/// <summary>What is wrong with one field, or one file, of a request.</summary>
/// <param name="Error">What is wrong and what it should be.</param>
public sealed record EnvelopeMistake(string Error)
{
    /// <summary>Path of the field, such as <c>config.sahi.slice_width</c>; absent for a file.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Field { get; init; }

    /// <summary>Name of the file; absent for a field.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Filename { get; init; }

    /// <summary>Code of the file's error; absent for a field.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ErrorCode { get; init; }

    internal static EnvelopeMistake Of(FieldError mistake) => new(mistake.Message)
    {
        Field = mistake.FileName is null ? mistake.Field : null,
        Filename = mistake.FileName,
        ErrorCode = mistake.Kind?.Code,
    };
}
