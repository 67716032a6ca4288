using System.Collections.Frozen;

namespace RoDLA.Cli.Configuration;

/// <summary>Every setting with its environment variable: the table behind the variables, the command line and its help.</summary>
internal static class EnvironmentVariables
{
    /// <summary>What the name of every variable begins with.</summary>
    public const string Prefix = "RODLA_";

    /// <summary>Names the folder that relative paths start from; see <see cref="ContentRoot"/>.</summary>
    public const string ContentRootVariable = "RODLA_CONTENT_ROOT";

    /// <summary>Names the environment, <c>Production</c> or <c>Development</c>.</summary>
    public const string EnvironmentVariable = "RODLA_ENVIRONMENT";

    public static IReadOnlyList<Setting> All { get; } =
    [
        new("RODLA_API_HOST", "Api:Host"),
        new("RODLA_API_PORT", "Api:Port"),
        new("RODLA_DEFAULT_THRESHOLD", "Api:DefaultThreshold"),
        new("RODLA_REQUEST_TIMEOUT", "Api:RequestTimeout", "503"),
        new("RODLA_SHUTDOWN_TIMEOUT", "Api:ShutdownTimeout", "the request is aborted"),
        new("RODLA_MAX_CONNECTIONS", "Api:MaxConnections", "503"),
        new("RODLA_MAX_CONNECTIONS_PER_ADDRESS", "Api:MaxConnectionsPerAddress", "503"),
        new("RODLA_MANAGEMENT_PORT", "Api:ManagementPort"),
        new("RODLA_METRICS_PORT", "Api:MetricsPort"),
        new("RODLA_CORS_ORIGINS", "Api:CorsOrigins"),
        new("RODLA_API_KEY", "Access:ApiKey"),
        new("RODLA_API_KEYS_FILE", "Access:KeysFile"),
        new("RODLA_ALLOW_ANONYMOUS", "Access:AllowAnonymous"),
        new("RODLA_JWT_AUTHORITY", "Access:JwtAuthority"),
        new("RODLA_JWT_AUDIENCE", "Access:JwtAudience"),
        new("RODLA_JWT_ROLE_CLAIM", "Access:JwtRoleClaim"),
        new("RODLA_TICKET_LIFETIME", "Access:TicketLifetime", "401"),
        new("RODLA_RATE_LIMITS", "RateLimits:Mode"),
        new("RODLA_RATE_DETECT", "RateLimits:Detect", "429"),
        new("RODLA_RATE_PERTURB", "RateLimits:Perturb", "429"),
        new("RODLA_RATE_OTHER", "RateLimits:Other", "429"),
        new("RODLA_MAX_CONCURRENT_PER_KEY", "RateLimits:ConcurrentPerKey", "429"),
        new("RODLA_TRUSTED_PROXIES", "RateLimits:TrustedProxies"),
        new("RODLA_MAX_FILE_MB", "Uploads:MaxFileMegabytes", "413"),
        new("RODLA_UPLOAD_MEMORY_KB", "Uploads:MemoryKilobytes"),
        new("RODLA_MAX_FIELD_KB", "Uploads:MaxFieldKilobytes", "400"),
        new("RODLA_MAX_FORM_PARTS", "Uploads:MaxParts", "400"),
        new("RODLA_UPLOAD_TIMEOUT", "Uploads:Timeout", "408"),
        new("RODLA_UPLOAD_MIN_RATE", "Uploads:MinBytesPerSecond", "408"),
        new("RODLA_TEMP_DIR", "Uploads:TempFolder"),
        new("RODLA_OUTPUT_DIR", "Outputs:Folder"),
        new("RODLA_OUTPUT_RETENTION", "Outputs:Retention", "removed"),
        new("RODLA_BACKGROUND_FOLDER", "Perturbations:BackgroundFolder"),
        new("RODLA_PERTURBATION_DIR", "Perturbations:OutputFolder"),
        new("RODLA_MAX_PERTURBATIONS", "Perturbations:MaxPerRequest", "400"),
        new("RODLA_BATCH_MAX_FILES", "Batch:MaxFiles", "400"),
        new("RODLA_BATCH_MAX_IMAGES", "Batch:MaxImages", "400"),
        new("RODLA_BATCH_MAX_ARCHIVE_MB", "Batch:MaxArchiveMegabytes", "413"),
        new("RODLA_BATCH_MAX_TOTAL_MB", "Batch:MaxTotalMegabytes", "413"),
        new("RODLA_BATCH_TRANSFER_TIMEOUT", "Batch:TransferTimeout", "503"),
        new("RODLA_BATCH_MAX_JSON_IMAGES", "Batch:MaxJsonImages", "400"),
        new("RODLA_BATCH_MAX_ROBUSTNESS_IMAGES", "Batch:MaxRobustnessImages", "400"),
        new("RODLA_BATCH_MAX_JSON_IMAGE_MB", "Batch:MaxJsonImageMegabytes", "413"),
        new("RODLA_BATCH_MAX_WATCHERS", "Batch:MaxWatchers", "503"),
        new("RODLA_BATCH_WATCHER_IDLE_TIMEOUT", "Batch:WatcherIdleTimeout", "closed, 1008"),
        new("RODLA_BATCH_EVENT_HEARTBEAT", "Batch:EventHeartbeat"),
        new("RODLA_FETCH_ENABLED", "Fetch:Enabled"),
        new("RODLA_FETCH_ALLOWED_HOSTS", "Fetch:AllowedHosts"),
        new("RODLA_FETCH_ONLY_ALLOWED_HOSTS", "Fetch:OnlyAllowedHosts"),
        new("RODLA_FETCH_PORTS", "Fetch:Ports"),
        new("RODLA_FETCH_MAX_FILE_MB", "Fetch:MaxFileMegabytes", "the image fails"),
        new("RODLA_FETCH_MAX_REDIRECTS", "Fetch:MaxRedirects", "the image fails"),
        new("RODLA_FETCH_CONNECT_TIMEOUT", "Fetch:ConnectTimeout", "the image fails"),
        new("RODLA_FETCH_TIMEOUT", "Fetch:Timeout", "the image fails"),
        new("RODLA_DOWNLOAD_MAX_FILE_MB", "Downloads:MaxFileMegabytes", "the model is not added"),
        new("RODLA_DOWNLOAD_RETRIES", "Downloads:Retries", "the model is not added"),
        new("RODLA_DOWNLOAD_RETRY_DELAY", "Downloads:RetryDelay"),
        new("RODLA_DOWNLOAD_STALL_TIMEOUT", "Downloads:StallTimeout", "it is taken up again"),
        new("RODLA_ARCHIVE_MAX_IMAGES", "Archives:MaxImages", "400"),
        new("RODLA_ARCHIVE_MAX_ENTRIES", "Archives:MaxEntries", "400"),
        new("RODLA_ARCHIVE_MAX_FILE_MB", "Archives:MaxFileMegabytes", "413"),
        new("RODLA_ARCHIVE_MAX_TOTAL_MB", "Archives:MaxTotalMegabytes", "413"),
        new("RODLA_ARCHIVE_MAX_RATIO", "Archives:MaxRatio", "413"),
        new("RODLA_INFERENCE_MAX_FILES", "Inference:MaxFiles", "400"),
        new("RODLA_INFERENCE_MAX_UPLOAD_FILES", "Inference:MaxUploadFiles", "400"),
        new("RODLA_INFERENCE_MAX_FILE_MB", "Inference:MaxFileMegabytes", "400"),
        new("RODLA_INFERENCE_MIN_SIDE_PIXELS", "Inference:MinSidePixels", "400"),
        new("RODLA_INFERENCE_MAX_SIDE_PIXELS", "Inference:MaxSidePixels", "400"),
        new("RODLA_INFERENCE_UPLOAD_RETENTION", "Inference:UploadRetention", "removed"),
        new("RODLA_INFERENCE_THUMBNAIL_PIXELS", "Inference:ThumbnailPixels"),
        new("RODLA_PERTURBATION_QUEUE_LIMIT", "Perturbations:QueueLimit", "503"),
        new("RODLA_PERTURBATION_QUEUE_TIMEOUT", "Perturbations:QueueTimeout", "503"),
        new("RODLA_MODELS_DIR", "Detection:ModelsFolder"),
        new("RODLA_MODEL", "Detection:Model"),
        new("RODLA_EXECUTION_PROVIDER", "Detection:ExecutionProvider"),
        new("RODLA_CUDA_DEVICE", "Detection:CudaDevice"),
        new("RODLA_INTRA_OP_THREADS", "Detection:IntraOpThreads"),
        new("RODLA_CONCURRENCY", "Detection:Concurrency"),
        new("RODLA_QUEUE_LIMIT", "Detection:QueueLimit", "503"),
        new("RODLA_QUEUE_TIMEOUT", "Detection:QueueTimeout", "503"),
        new("RODLA_MAX_LOADED_MODELS", "Detection:MaxLoadedModels", "the least recently used is removed"),
        new("RODLA_MAX_SLICES", "Detection:MaxSlices", "larger slices, and a note"),
        new("RODLA_SLICE_BATCH", "Detection:SliceBatch"),
        new("RODLA_RULES_PROGRAM", "Rules:Program"),
        new("RODLA_RULES_TIMEOUT", "Rules:Timeout", "400"),
        new("RODLA_RULES_MEMORY_MB", "Rules:MemoryMiB", "400"),
        new("RODLA_RULES_PROCESSES", "Rules:Processes", "waits, then 503"),
        new("RODLA_RULES_PAGES_PER_PROCESS", "Rules:PagesPerProcess"),
        new("RODLA_RULES_QUEUE_LIMIT", "Rules:QueueLimit", "503"),
        new("RODLA_RULES_QUEUE_TIMEOUT", "Rules:QueueTimeout", "503"),
        new("RODLA_MAX_SIDE_PIXELS", "Imaging:MaxSidePixels", "422"),
        new("RODLA_MAX_PIXELS", "Imaging:MaxPixels", "422"),
        new("RODLA_MAX_PAGES", "Imaging:MaxPages", "422"),
        new("RODLA_PDF_DPI", "Imaging:PdfDpi"),
        new("RODLA_PDF_TIMEOUT", "Imaging:PdfTimeout", "422"),
        new("RODLA_PDF_MEMORY_MB", "Imaging:PdfMemoryMiB", "422"),
        new("RODLA_PDF_PROCESSES", "Imaging:PdfProcesses", "waits, then 503"),
        new("RODLA_OCR_TIMEOUT", "Imaging:OcrTimeout", "no text, and a note"),
        new("RODLA_PIXEL_MEMORY_MB", "Imaging:PixelMegabytes", "waits, then 503"),
        new("RODLA_PIXEL_QUEUE_LIMIT", "Imaging:QueueLimit", "503"),
        new("RODLA_PIXEL_QUEUE_TIMEOUT", "Imaging:QueueTimeout", "503"),
        new("RODLA_DECODE_TIMEOUT", "Imaging:DecodeTimeout", "422"),
        new("RODLA_VIPS_CONCURRENCY", "Imaging:VipsConcurrency"),
        new("RODLA_BATCH_CONCURRENCY", "Jobs:Concurrency"),
        new("RODLA_BATCH_QUEUE_LIMIT", "Jobs:QueueLimit", "503"),
        new("RODLA_BATCH_MAX_RETRIES", "Jobs:MaxRetries", "the image fails"),
        new("RODLA_BATCH_RETRY_DELAY", "Jobs:RetryDelay"),
        new("RODLA_BATCH_ITEM_TIMEOUT", "Jobs:ItemTimeout", "the attempt fails"),
        new("RODLA_BATCH_STOP_GRACE", "Jobs:StopGrace", "the image returns to the queue"),
        new("RODLA_BATCH_MAX_START_DELAY", "Jobs:MaxStartDelay", "400"),
        new("RODLA_BATCH_POISON_CRASHES", "Jobs:PoisonCrashes", "the image fails"),
        new("RODLA_BATCH_ON_RESTART", "Jobs:OnRestart"),
        new("RODLA_BATCH_RETENTION", "Jobs:Retention", "removed"),
        new("RODLA_BATCH_INPUT_RETENTION", "Jobs:InputRetention", "removed"),
        new("RODLA_BATCH_UNFINISHED_RETENTION", "Jobs:UnfinishedRetention", "ended"),
        new("RODLA_BATCH_SWEEP_INTERVAL", "Jobs:SweepInterval"),
        new("RODLA_BATCH_MIN_FREE_MB", "Jobs:MinFreeMegabytes", "507, jobs wait"),
        new("RODLA_BATCH_QUOTA_MB", "Jobs:QuotaMegabytes", "507"),
        new("RODLA_BATCH_CACHE_MB", "Jobs:CacheMegabytes", "the oldest are removed"),
        new("RODLA_PUBLIC_URL", "Notifications:PublicUrl"),
        new("RODLA_NOTIFICATION_ATTEMPTS", "Notifications:MaxAttempts", "given up"),
        new("RODLA_NOTIFICATION_RETRY_DELAY", "Notifications:RetryDelay"),
        new("RODLA_NOTIFICATION_MAX_RETRY_DELAY", "Notifications:MaxRetryDelay"),
        new("RODLA_WEBHOOK_ENABLED", "Notifications:WebhookEnabled"),
        new("RODLA_WEBHOOK_URL", "Notifications:WebhookUrl"),
        new("RODLA_WEBHOOK_SECRET", "Notifications:WebhookSecret"),
        new("RODLA_WEBHOOK_TIMEOUT", "Notifications:WebhookTimeout", "the attempt fails"),
        new("RODLA_SMTP_HOST", "Notifications:SmtpHost"),
        new("RODLA_SMTP_PORT", "Notifications:SmtpPort"),
        new("RODLA_SMTP_TLS", "Notifications:SmtpTls"),
        new("RODLA_SMTP_STARTTLS", "Notifications:SmtpStartTls"),
        new("RODLA_SMTP_USER", "Notifications:SmtpUser"),
        new("RODLA_SMTP_PASSWORD", "Notifications:SmtpPassword"),
        new("RODLA_SMTP_FROM", "Notifications:SmtpFrom"),
        new("RODLA_SMTP_TO", "Notifications:SmtpTo"),
        new("RODLA_SMTP_ALLOWED_DOMAINS", "Notifications:SmtpAllowedDomains"),
        new("RODLA_SMTP_TIMEOUT", "Notifications:SmtpTimeout", "the attempt fails"),
        new("RODLA_LOG_LEVEL", "Log:Level"),
        new("RODLA_LOG_FORMAT", "Log:Format"),
        new("RODLA_LOG_FILE", "Log:File"),
        new("RODLA_OTLP_ENDPOINT", "Traces:OtlpEndpoint"),
        new("RODLA_OTLP_PROTOCOL", "Traces:OtlpProtocol"),
        new("RODLA_TRACE_RATIO", "Traces:Ratio"),
    ];

    /// <summary>By configuration key, any case.</summary>
    public static FrozenDictionary<string, Setting> ByKey { get; } =
        All.ToFrozenDictionary(s => s.Key, StringComparer.OrdinalIgnoreCase);

    /// <summary>The configuration values of the variables; an empty variable counts as not set.</summary>
    public static Dictionary<string, string?> Read(IReadOnlyDictionary<string, string> variables)
    {
        Dictionary<string, string?> values = new(StringComparer.OrdinalIgnoreCase);
        foreach (Setting setting in All)
        {
            if (variables.GetValueOrDefault(setting.Variable) is { Length: > 0 } text)
            {
                values[setting.Key] = setting.ToConfiguration(text);
            }
        }

        return values;
    }

    /// <summary>Variables with our prefix that set nothing: probably typing errors.</summary>
    public static IEnumerable<string> Unknown(IEnumerable<string> names) =>
        names.Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)
            && n is not (ContentRootVariable or EnvironmentVariable)
            && !All.Any(s => s.Variable == n));
}
