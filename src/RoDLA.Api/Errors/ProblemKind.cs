namespace RoDLA.Api.Errors;

/// <summary>A kind of problem: its HTTP status and its names.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Stable name for programs.</param>
/// <param name="Title">Short description for people.</param>
internal sealed record ProblemKind(int Status, string Code, string Title)
{
    public static readonly ProblemKind BadRequest = new(400, "bad_request", "The request cannot be understood");
    public static readonly ProblemKind Unauthorized = new(401, "unauthorized", "The request needs a valid API key");
    public static readonly ProblemKind Forbidden = new(403, "forbidden", "The key does not allow this");
    public static readonly ProblemKind Validation = new(400, "validation_failed", "The request has mistakes");
    public static readonly ProblemKind MalformedForm = new(400, "malformed_form", "The form cannot be read");
    public static readonly ProblemKind EmptyFile = new(400, "empty_file", "The file is empty");
    public static readonly ProblemKind PageOutOfRange = new(400, "page_out_of_range", "The document has no such page");
    public static readonly ProblemKind OriginRefused = new(403, "origin_refused", "Pages of this web origin may not do this");
    public static readonly ProblemKind NotFound = new(404, "not_found", "There is nothing here");
    public static readonly ProblemKind MethodNotAllowed = new(405, "method_not_allowed", "The method is not supported here");
    public static readonly ProblemKind SlowRequest = new(408, "request_too_slow", "The request arrived too slowly");
    public static readonly ProblemKind WrongState = new(409, "wrong_state", "The state does not allow this");
    public static readonly ProblemKind TargetTooLong = new(414, "uri_too_long", "The path or query is too long");
    public static readonly ProblemKind HeadersTooLarge = new(431, "headers_too_large", "The headers are too large");
    public static readonly ProblemKind TooLarge = new(413, "payload_too_large", "The upload is too large");
    public static readonly ProblemKind NotAForm = new(415, "not_a_form", "The request is not a form");
    public static readonly ProblemKind NotJson = new(415, "not_json", "The request is not JSON");
    public static readonly ProblemKind UnknownEncoding = new(415, "unsupported_encoding", "The Content-Encoding is not supported");
    public static readonly ProblemKind UnknownFormat = new(415, "unsupported_image", "The file is not an image that is read here");
    public static readonly ProblemKind ToolMissing = new(415, "format_not_installed", "This format cannot be read on this machine");
    public static readonly ProblemKind Undecodable = new(422, "undecodable_image", "The image cannot be decoded");
    public static readonly ProblemKind TooManyPixels = new(422, "too_many_pixels", "The image is over the pixel limit");
    public static readonly ProblemKind TooManyPages = new(422, "too_many_pages", "The document is over the page limit");
    public static readonly ProblemKind Encrypted = new(422, "encrypted_document", "The document is encrypted");
    public static readonly ProblemKind ArchiveRefused = new(422, "archive_refused", "The archive is not taken");
    public static readonly ProblemKind UpgradeRequired = new(426, "upgrade_required", "This is for WebSockets");
    public static readonly ProblemKind RateLimited = new(429, "rate_limit_exceeded", "The client sends too many requests");
    public static readonly ProblemKind Internal = new(500, "internal_error", "The service failed");
    public static readonly ProblemKind ModelLoad = new(500, "model_load_error", "The model cannot be loaded");
    public static readonly ProblemKind RulesUnavailable = new(501, "rules_not_installed", "Layout rules cannot run on this machine");
    public static readonly ProblemKind Unavailable = new(503, "model_unavailable", "The model takes no request now");
    public static readonly ProblemKind PerturberBusy = new(503, "perturbations_busy", "Too many pages are being perturbed");
    public static readonly ProblemKind Busy = new(503, "server_busy", "The service has no room now");
    public static readonly ProblemKind NotReady = new(503, "not_ready", "The service takes no request now");
    public static readonly ProblemKind QueueFull = new(503, "queue_full", "Too much waits already");
    public static readonly ProblemKind TooManyWatchers = new(503, "too_many_watchers", "There are too many subscribers");
    public static readonly ProblemKind TooManyConnections = new(503, "too_many_connections", "There are too many connections");
    public static readonly ProblemKind OutOfFiles = new(503, "out_of_files", "The service is at its limit of open files");
    public static readonly ProblemKind Stopping = new(503, "shutting_down", "The service is stopping");
    public static readonly ProblemKind TimedOut = new(503, "request_timeout", "The request took too long");
    public static readonly ProblemKind DiskFull = new(507, "insufficient_storage", "The disk is full");

    /// <summary>Problems of every endpoint that takes one page.</summary>
    public static IReadOnlyList<ProblemKind> OfPages { get; } =
    [
        Validation, MalformedForm, EmptyFile, PageOutOfRange, OriginRefused, SlowRequest, TooLarge, NotAForm, UnknownEncoding,
        UnknownFormat, ToolMissing, Undecodable, TooManyPixels, TooManyPages, Encrypted, Busy, Stopping, TimedOut,
    ];

    /// <summary>Stable name as a URN.</summary>
    public string Type => "urn:rodla:problem:" + Code.Replace('_', '-');

    /// <summary>The kind for a status that was set by the framework.</summary>
    public static ProblemKind Of(int status) => status switch
    {
        404 => NotFound,
        405 => MethodNotAllowed,
        408 => SlowRequest,
        413 => TooLarge,
        415 => NotAForm,
        >= 400 and < 500 => BadRequest with { Status = status },
        503 => Unavailable,
        _ => Internal with { Status = status },
    };
}
