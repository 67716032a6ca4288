namespace RoDLA.Api.Errors;

/// <summary>A request that cannot be answered, with the reason as text for the client.</summary>
/// <param name="kind">Kind of problem.</param>
/// <param name="detail">What is wrong and what to do.</param>
/// <param name="errors">What is wrong with single fields.</param>
/// <param name="inner">The cause, for the log.</param>
internal sealed class ApiException(
    ProblemKind kind, string detail, IReadOnlyList<FieldError>? errors = null, Exception? inner = null) : Exception(detail, inner)
{
    public ProblemKind Kind { get; } = kind;

    /// <summary>What is wrong with single fields.</summary>
    public IReadOnlyList<FieldError> Errors { get; } = errors ?? [];

    /// <summary>When to try again; null says nothing.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The problem of a request with mistakes, each with its field.</summary>
    public static ApiException Invalid(params IReadOnlyList<FieldError> mistakes) =>
        new(ProblemKind.Validation, string.Join(' ', mistakes.Select(m => m.Sentence)), mistakes);
}
