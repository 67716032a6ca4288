using System.ComponentModel;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using RoDLA.Detection.Models;
using RoDLA.Jobs.Intake;

namespace RoDLA.Api.Errors;

/// <summary>Maps exceptions to problems.</summary>
internal static partial class ProblemMapping
{
    /// <summary>The problem of an exception; null for a fault of the service.</summary>
    public static ApiException? Describe(Exception exception) => exception switch
    {
        ApiException e => e,
        ImageException e => new ApiException(Kind(e.Fault), e.Message, inner: e),
        ModelException e => new ApiException(ProblemKind.ModelLoad, e.Message, inner: e),
        DetectorUnavailableException e => new ApiException(ProblemKind.Unavailable, e.Message, inner: e) { RetryAfter = e.RetryAfter },
        PerturberBusyException e => new ApiException(ProblemKind.PerturberBusy, e.Message, inner: e) { RetryAfter = e.RetryAfter },
        LayoutRulesException { IsNotInstalled: true } e => new ApiException(ProblemKind.RulesUnavailable, e.Message, inner: e),
        LayoutRulesException e => new ApiException(ProblemKind.Validation, e.Message, [new FieldError("rules", e.Message)], e),
        BusyException e => new ApiException(ProblemKind.Busy, e.Message, inner: e) { RetryAfter = e.RetryAfter },
        BadHttpRequestException e => Describe(e),
        ArchiveException e => Describe(e),
        JobRefusedException e => new ApiException(Kind(e.Reason), e.Message, inner: e) { RetryAfter = e.RetryAfter },
        JobConflictException e => new ApiException(ProblemKind.WrongState, e.Message, inner: e),
        Exception e when IsOutOfFiles(e) =>
            new ApiException(ProblemKind.OutOfFiles, "The service has no room for more open files; try again later.", inner: e)
            {
                RetryAfter = TimeSpan.FromSeconds(5),
            },
        Exception e when DiskFaults.IsFull(e) =>
            new ApiException(ProblemKind.DiskFull, "The disk of the service is full; its operator must make room.", inner: e)
            {
                RetryAfter = TimeSpan.FromMinutes(1),
            },
        _ => null,
    };

    // EMFILE and ENFILE, from a file, a socket or a child process.
    private static bool IsOutOfFiles(Exception exception) => exception switch
    {
        IOException { HResult: 23 or 24 } or Win32Exception { NativeErrorCode: 23 or 24 } => true,
        SocketException { SocketErrorCode: SocketError.TooManyOpenSockets } => true,
        _ => exception.InnerException is { } inner && IsOutOfFiles(inner),
    };

    private static ProblemKind Kind(RefusalReason reason) => reason switch
    {
        RefusalReason.QueueFull => ProblemKind.QueueFull,
        RefusalReason.DiskFull => ProblemKind.DiskFull,
        RefusalReason.Starting => ProblemKind.NotReady,
        RefusalReason.Stopping => ProblemKind.Stopping,
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "No problem goes with this reason."),
    };

    private static ApiException Describe(ArchiveException e)
    {
        const string Field = "files";
        string detail = $"Archive {e.Archive}: {e.Message}";
        FieldError[] errors = e.Entries.Count == 0
            ? [new FieldError(Field, detail)]
            : [.. e.Entries.Select(entry => new FieldError(
                Field, e.Fault == ArchiveFault.NotImages ? $"File {entry} is not an image" : $"{entry}: {e.Message}"))];
        ProblemKind kind = e.Fault switch
        {
            ArchiveFault.TooManyEntries or ArchiveFault.NotImages or ArchiveFault.Empty => ProblemKind.Validation,
            ArchiveFault.TooLarge or ArchiveFault.SuspiciousRatio => ProblemKind.TooLarge,
            _ => ProblemKind.ArchiveRefused,
        };
        return new ApiException(kind, detail, errors, e);
    }

    private static ApiException Describe(BadHttpRequestException e) => e.StatusCode switch
    {
        StatusCodes.Status400BadRequest when Parameter().Match(e.Message) is { Success: true } match =>
            Unreadable(JsonNamingPolicy.SnakeCaseLower.ConvertName(match.Groups["name"].Value), e),
        StatusCodes.Status413PayloadTooLarge => new ApiException(ProblemKind.TooLarge, "The request's body is over the limit.", inner: e),
        StatusCodes.Status408RequestTimeout =>
            new ApiException(ProblemKind.SlowRequest, "The request's body arrived too slowly.", inner: e),
        _ => new ApiException(ProblemKind.Of(e.StatusCode), "The request's body ended early or is malformed.", inner: e),
    };

    private static ApiException Unreadable(string field, BadHttpRequestException e)
    {
        const string Message = "It cannot be understood; it must be a number.";
        return new ApiException(ProblemKind.Validation, $"{field}: {Message}", [new FieldError(field, Message)], e);
    }

    // The message of the framework for a parameter that it cannot read is the only source of its name.
    [GeneratedRegex("^Failed to bind parameter \\\"\\S+ (?<name>\\w+)\\\" ")]
    private static partial Regex Parameter();

    private static ProblemKind Kind(ImageFault fault) => fault switch
    {
        ImageFault.Empty => ProblemKind.EmptyFile,
        ImageFault.UnknownFormat => ProblemKind.UnknownFormat,
        ImageFault.ToolMissing => ProblemKind.ToolMissing,
        ImageFault.Undecodable or ImageFault.TooSlow => ProblemKind.Undecodable,
        ImageFault.TooManyPixels => ProblemKind.TooManyPixels,
        ImageFault.TooManyPages => ProblemKind.TooManyPages,
        ImageFault.PageOutOfRange => ProblemKind.PageOutOfRange,
        ImageFault.Encrypted => ProblemKind.Encrypted,
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "No problem goes with this fault."),
    };
}
