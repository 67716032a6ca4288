using RoDLA.Api.Errors;
using RoDLA.Jobs.Intake;

namespace RoDLA.Api.Batches.Submit;

/// <summary>Maps refused archives to problems.</summary>
internal static class ArchiveProblem
{
    /// <summary>The problem of a refused archive.</summary>
    /// <param name="exception">Why it is refused.</param>
    public static ApiException Describe(ArchiveException exception)
    {
        string detail = $"Archive {exception.Archive}: {exception.Message}";
        FieldError[] errors = exception.Entries.Count == 0
            ? [new FieldError(DraftSink.FieldName, detail)]
            : [.. exception.Entries.Select(entry => new FieldError(DraftSink.FieldName, Message(entry, exception)))];
        return new ApiException(Kind(exception.Fault), detail, errors, exception);
    }

    private static string Message(string entry, ArchiveException exception) =>
        exception.Fault == ArchiveFault.NotImages ? $"File {entry} is not an image" : $"{entry}: {exception.Message}";

    private static ProblemKind Kind(ArchiveFault fault) => fault switch
    {
        ArchiveFault.TooManyEntries or ArchiveFault.NotImages or ArchiveFault.Empty => ProblemKind.Validation,
        ArchiveFault.TooLarge or ArchiveFault.SuspiciousRatio => ProblemKind.TooLarge,
        ArchiveFault.Nested or ArchiveFault.UnsafeNames or ArchiveFault.Encrypted or ArchiveFault.Damaged or ArchiveFault.Unsupported =>
            ProblemKind.ArchiveRefused,
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "No problem is defined for this fault."),
    };
}
