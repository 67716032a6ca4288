using System.Collections.Frozen;

namespace RoDLA.Api.Errors;

/// <summary>Kinds of problems as the inference API names them, with its statuses.</summary>
internal static class InferenceProblem
{
    public static readonly ProblemKind InvalidFormat = new(400, "INVALID_FORMAT", "Invalid file format");
    public static readonly ProblemKind FileTooLarge = new(400, "FILE_TOO_LARGE", "File exceeds size limit");
    public static readonly ProblemKind InvalidDimensions = new(400, "INVALID_DIMENSIONS", "Invalid image dimensions");
    public static readonly ProblemKind TooManyFiles = new(400, "TOO_MANY_FILES", "Too many files");
    public static readonly ProblemKind CorruptedFile = new(400, "CORRUPTED_FILE", "Corrupted file");
    public static readonly ProblemKind InvalidConfig = new(400, "INVALID_CONFIG", "Invalid configuration");
    public static readonly ProblemKind Unauthorized = new(401, "UNAUTHORIZED", "Invalid credentials");
    public static readonly ProblemKind Forbidden = new(403, "FORBIDDEN", "Access denied");
    public static readonly ProblemKind NotFound = new(404, "NOT_FOUND", "Resource not found");
    public static readonly ProblemKind UploadNotFound = new(404, "UPLOAD_NOT_FOUND", "Upload not found");
    public static readonly ProblemKind FileNotFound = new(404, "FILE_NOT_FOUND", "File not found");
    public static readonly ProblemKind JobNotFound = new(404, "JOB_NOT_FOUND", "Job not found");
    public static readonly ProblemKind ResultsNotReady = new(404, "RESULTS_NOT_READY", "Results not available");
    public static readonly ProblemKind MethodNotAllowed = new(405, "METHOD_NOT_ALLOWED", "Method not allowed");
    public static readonly ProblemKind RateLimitExceeded = new(429, "RATE_LIMIT_EXCEEDED", "Too many requests, try again");
    public static readonly ProblemKind InternalError = new(500, "INTERNAL_ERROR", "Server error, please retry");
    public static readonly ProblemKind StorageError = new(500, "STORAGE_ERROR", "File save or read failed");
    public static readonly ProblemKind ModelLoadError = new(500, "MODEL_LOAD_ERROR", "Failed to load the model");
    public static readonly ProblemKind InferenceError = new(500, "INFERENCE_ERROR", "Inference pipeline failed");
    public static readonly ProblemKind ServiceBusy = new(503, "SERVICE_BUSY", "The service is busy, try again");

    private static readonly FrozenDictionary<ProblemKind, ProblemKind> OfShared = new Dictionary<ProblemKind, ProblemKind>
    {
        [ProblemKind.BadRequest] = InvalidConfig,
        [ProblemKind.Validation] = InvalidConfig,
        [ProblemKind.NotJson] = InvalidConfig,
        [ProblemKind.MalformedForm] = InvalidFormat,
        [ProblemKind.NotAForm] = InvalidFormat,
        [ProblemKind.UnknownFormat] = InvalidFormat,
        [ProblemKind.ToolMissing] = InvalidFormat,
        [ProblemKind.TooLarge] = FileTooLarge,
        [ProblemKind.EmptyFile] = CorruptedFile,
        [ProblemKind.Undecodable] = CorruptedFile,
        [ProblemKind.TooManyPixels] = InvalidDimensions,
        [ProblemKind.OriginRefused] = Forbidden,
        [ProblemKind.NotFound] = NotFound,
        [ProblemKind.DiskFull] = StorageError,
    }.ToFrozenDictionary();

    /// <summary>A problem of the service as this API names it; a kind that only it has is its own.</summary>
    public static ProblemKind Of(ProblemKind kind) => OfShared.GetValueOrDefault(kind) ?? kind.Status switch
    {
        _ when char.IsUpper(kind.Code[0]) => kind,
        StatusCodes.Status401Unauthorized => Unauthorized,
        StatusCodes.Status403Forbidden => Forbidden,
        StatusCodes.Status405MethodNotAllowed => MethodNotAllowed,
        StatusCodes.Status429TooManyRequests => RateLimitExceeded,
        StatusCodes.Status503ServiceUnavailable => ServiceBusy,
        StatusCodes.Status500InternalServerError => InternalError,
        _ => kind with { Code = kind.Code.ToUpperInvariant() },
    };

    /// <summary>The code of an image, or of a job, that failed.</summary>
    public static ProblemKind Of(ErrorCategory category) => category switch
    {
        ErrorCategory.BadImage => CorruptedFile,
        ErrorCategory.OverLimit => InvalidDimensions,
        ErrorCategory.AddressRefused or ErrorCategory.DownloadRefused or ErrorCategory.DownloadFailed => FileNotFound,
        ErrorCategory.ModelUnavailable => ModelLoadError,
        ErrorCategory.DiskFull => StorageError,
        _ => InferenceError,
    };
}
