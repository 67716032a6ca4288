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
        new("RODLA_REQUEST_TIMEOUT", "Api:RequestTimeout"),
        new("RODLA_SHUTDOWN_TIMEOUT", "Api:ShutdownTimeout"),
        new("RODLA_MAX_CONNECTIONS", "Api:MaxConnections"),
        new("RODLA_MAX_CONNECTIONS_PER_ADDRESS", "Api:MaxConnectionsPerAddress"),
        new("RODLA_MANAGEMENT_PORT", "Api:ManagementPort"),
        new("RODLA_METRICS_PORT", "Api:MetricsPort"),
        new("RODLA_CORS_ORIGINS", "Api:CorsOrigins"),
        new("RODLA_API_KEY", "Access:ApiKey"),
        new("RODLA_API_KEYS_FILE", "Access:KeysFile"),
        new("RODLA_ALLOW_ANONYMOUS", "Access:AllowAnonymous"),
        new("RODLA_JWT_AUTHORITY", "Access:JwtAuthority"),
        new("RODLA_JWT_AUDIENCE", "Access:JwtAudience"),
        new("RODLA_JWT_ROLE_CLAIM", "Access:JwtRoleClaim"),
        new("RODLA_TICKET_LIFETIME", "Access:TicketLifetime"),
        new("RODLA_RATE_LIMITS", "RateLimits:Mode"),
        new("RODLA_RATE_DETECT", "RateLimits:Detect"),
        new("RODLA_RATE_PERTURB", "RateLimits:Perturb"),
        new("RODLA_RATE_OTHER", "RateLimits:Other"),
        new("RODLA_MAX_CONCURRENT_PER_KEY", "RateLimits:ConcurrentPerKey"),
        new("RODLA_TRUSTED_PROXIES", "RateLimits:TrustedProxies"),
        new("RODLA_MAX_FILE_MB", "Uploads:MaxFileMegabytes"),
        new("RODLA_UPLOAD_MEMORY_KB", "Uploads:MemoryKilobytes"),
        new("RODLA_MAX_FIELD_KB", "Uploads:MaxFieldKilobytes"),
        new("RODLA_MAX_FORM_PARTS", "Uploads:MaxParts"),
        new("RODLA_UPLOAD_TIMEOUT", "Uploads:Timeout"),
        new("RODLA_UPLOAD_MIN_RATE", "Uploads:MinBytesPerSecond"),
        new("RODLA_TEMP_DIR", "Uploads:TempFolder"),
        new("RODLA_OUTPUT_DIR", "Outputs:Folder"),
        new("RODLA_OUTPUT_RETENTION", "Outputs:Retention"),
        new("RODLA_BACKGROUND_FOLDER", "Perturbations:BackgroundFolder"),
        new("RODLA_PERTURBATION_DIR", "Perturbations:OutputFolder"),
        new("RODLA_MAX_PERTURBATIONS", "Perturbations:MaxPerRequest"),
        new("RODLA_BATCH_MAX_FILES", "Batch:MaxFiles"),
        new("RODLA_BATCH_MAX_IMAGES", "Batch:MaxImages"),
        new("RODLA_BATCH_MAX_ARCHIVE_MB", "Batch:MaxArchiveMegabytes"),
        new("RODLA_BATCH_MAX_TOTAL_MB", "Batch:MaxTotalMegabytes"),
        new("RODLA_BATCH_TRANSFER_TIMEOUT", "Batch:TransferTimeout"),
        new("RODLA_BATCH_MAX_JSON_IMAGES", "Batch:MaxJsonImages"),
        new("RODLA_BATCH_MAX_ROBUSTNESS_IMAGES", "Batch:MaxRobustnessImages"),
        new("RODLA_BATCH_MAX_JSON_IMAGE_MB", "Batch:MaxJsonImageMegabytes"),
        new("RODLA_BATCH_MAX_WATCHERS", "Batch:MaxWatchers"),
        new("RODLA_BATCH_WATCHER_IDLE_TIMEOUT", "Batch:WatcherIdleTimeout"),
        new("RODLA_BATCH_EVENT_HEARTBEAT", "Batch:EventHeartbeat"),
        new("RODLA_FETCH_ENABLED", "Fetch:Enabled"),
        new("RODLA_FETCH_ALLOWED_HOSTS", "Fetch:AllowedHosts"),
        new("RODLA_FETCH_ONLY_ALLOWED_HOSTS", "Fetch:OnlyAllowedHosts"),
        new("RODLA_FETCH_PORTS", "Fetch:Ports"),
        new("RODLA_FETCH_MAX_FILE_MB", "Fetch:MaxFileMegabytes"),
        new("RODLA_FETCH_MAX_REDIRECTS", "Fetch:MaxRedirects"),
        new("RODLA_FETCH_CONNECT_TIMEOUT", "Fetch:ConnectTimeout"),
        new("RODLA_FETCH_TIMEOUT", "Fetch:Timeout"),
        new("RODLA_DOWNLOAD_MAX_FILE_MB", "Downloads:MaxFileMegabytes"),
        new("RODLA_DOWNLOAD_RETRIES", "Downloads:Retries"),
        new("RODLA_DOWNLOAD_RETRY_DELAY", "Downloads:RetryDelay"),
        new("RODLA_DOWNLOAD_STALL_TIMEOUT", "Downloads:StallTimeout"),
        new("RODLA_ARCHIVE_MAX_IMAGES", "Archives:MaxImages"),
        new("RODLA_ARCHIVE_MAX_ENTRIES", "Archives:MaxEntries"),
        new("RODLA_ARCHIVE_MAX_FILE_MB", "Archives:MaxFileMegabytes"),
        new("RODLA_ARCHIVE_MAX_TOTAL_MB", "Archives:MaxTotalMegabytes"),
        new("RODLA_ARCHIVE_MAX_RATIO", "Archives:MaxRatio"),
        new("RODLA_INFERENCE_MAX_FILES", "Inference:MaxFiles"),
        new("RODLA_INFERENCE_MAX_UPLOAD_FILES", "Inference:MaxUploadFiles"),
        new("RODLA_INFERENCE_MAX_FILE_MB", "Inference:MaxFileMegabytes"),
        new("RODLA_INFERENCE_MIN_SIDE_PIXELS", "Inference:MinSidePixels"),
        new("RODLA_INFERENCE_MAX_SIDE_PIXELS", "Inference:MaxSidePixels"),
        new("RODLA_INFERENCE_UPLOAD_RETENTION", "Inference:UploadRetention"),
        new("RODLA_INFERENCE_THUMBNAIL_PIXELS", "Inference:ThumbnailPixels"),
        new("RODLA_PERTURBATION_QUEUE_LIMIT", "Perturbations:QueueLimit"),
        new("RODLA_PERTURBATION_QUEUE_TIMEOUT", "Perturbations:QueueTimeout"),
        new("RODLA_MODELS_DIR", "Detection:ModelsFolder"),
        new("RODLA_MODEL", "Detection:Model"),
        new("RODLA_EXECUTION_PROVIDER", "Detection:ExecutionProvider"),
        new("RODLA_CUDA_DEVICE", "Detection:CudaDevice"),
        new("RODLA_INTRA_OP_THREADS", "Detection:IntraOpThreads"),
        new("RODLA_CONCURRENCY", "Detection:Concurrency"),
        new("RODLA_QUEUE_LIMIT", "Detection:QueueLimit"),
        new("RODLA_QUEUE_TIMEOUT", "Detection:QueueTimeout"),
        new("RODLA_MAX_LOADED_MODELS", "Detection:MaxLoadedModels"),
        new("RODLA_MAX_SLICES", "Detection:MaxSlices"),
        new("RODLA_SLICE_BATCH", "Detection:SliceBatch"),
        new("RODLA_RULES_PROGRAM", "Rules:Program"),
        new("RODLA_RULES_TIMEOUT", "Rules:Timeout"),
        new("RODLA_RULES_MEMORY_MB", "Rules:MemoryMiB"),
        new("RODLA_RULES_PROCESSES", "Rules:Processes"),
        new("RODLA_RULES_PAGES_PER_PROCESS", "Rules:PagesPerProcess"),
        new("RODLA_RULES_QUEUE_LIMIT", "Rules:QueueLimit"),
        new("RODLA_RULES_QUEUE_TIMEOUT", "Rules:QueueTimeout"),
        new("RODLA_MAX_SIDE_PIXELS", "Imaging:MaxSidePixels"),
        new("RODLA_MAX_PIXELS", "Imaging:MaxPixels"),
        new("RODLA_MAX_PAGES", "Imaging:MaxPages"),
        new("RODLA_PDF_DPI", "Imaging:PdfDpi"),
        new("RODLA_PDF_TIMEOUT", "Imaging:PdfTimeout"),
        new("RODLA_PDF_MEMORY_MB", "Imaging:PdfMemoryMiB"),
        new("RODLA_PDF_PROCESSES", "Imaging:PdfProcesses"),
        new("RODLA_OCR_TIMEOUT", "Imaging:OcrTimeout"),
        new("RODLA_PIXEL_MEMORY_MB", "Imaging:PixelMegabytes"),
        new("RODLA_PIXEL_QUEUE_LIMIT", "Imaging:QueueLimit"),
        new("RODLA_PIXEL_QUEUE_TIMEOUT", "Imaging:QueueTimeout"),
        new("RODLA_DECODE_TIMEOUT", "Imaging:DecodeTimeout"),
        new("RODLA_VIPS_CONCURRENCY", "Imaging:VipsConcurrency"),
        new("RODLA_BATCH_CONCURRENCY", "Jobs:Concurrency"),
        new("RODLA_BATCH_QUEUE_LIMIT", "Jobs:QueueLimit"),
        new("RODLA_BATCH_MAX_RETRIES", "Jobs:MaxRetries"),
        new("RODLA_BATCH_RETRY_DELAY", "Jobs:RetryDelay"),
        new("RODLA_BATCH_ITEM_TIMEOUT", "Jobs:ItemTimeout"),
        new("RODLA_BATCH_STOP_GRACE", "Jobs:StopGrace"),
        new("RODLA_BATCH_MAX_START_DELAY", "Jobs:MaxStartDelay"),
        new("RODLA_BATCH_POISON_CRASHES", "Jobs:PoisonCrashes"),
        new("RODLA_BATCH_ON_RESTART", "Jobs:OnRestart"),
        new("RODLA_BATCH_RETENTION", "Jobs:Retention"),
        new("RODLA_BATCH_INPUT_RETENTION", "Jobs:InputRetention"),
        new("RODLA_BATCH_UNFINISHED_RETENTION", "Jobs:UnfinishedRetention"),
        new("RODLA_BATCH_SWEEP_INTERVAL", "Jobs:SweepInterval"),
        new("RODLA_BATCH_MIN_FREE_MB", "Jobs:MinFreeMegabytes"),
        new("RODLA_BATCH_QUOTA_MB", "Jobs:QuotaMegabytes"),
        new("RODLA_BATCH_CACHE_MB", "Jobs:CacheMegabytes"),
        new("RODLA_PUBLIC_URL", "Notifications:PublicUrl"),
        new("RODLA_NOTIFICATION_ATTEMPTS", "Notifications:MaxAttempts"),
        new("RODLA_NOTIFICATION_RETRY_DELAY", "Notifications:RetryDelay"),
        new("RODLA_NOTIFICATION_MAX_RETRY_DELAY", "Notifications:MaxRetryDelay"),
        new("RODLA_WEBHOOK_ENABLED", "Notifications:WebhookEnabled"),
        new("RODLA_WEBHOOK_URL", "Notifications:WebhookUrl"),
        new("RODLA_WEBHOOK_SECRET", "Notifications:WebhookSecret"),
        new("RODLA_WEBHOOK_TIMEOUT", "Notifications:WebhookTimeout"),
        new("RODLA_SMTP_HOST", "Notifications:SmtpHost"),
        new("RODLA_SMTP_PORT", "Notifications:SmtpPort"),
        new("RODLA_SMTP_TLS", "Notifications:SmtpTls"),
        new("RODLA_SMTP_STARTTLS", "Notifications:SmtpStartTls"),
        new("RODLA_SMTP_USER", "Notifications:SmtpUser"),
        new("RODLA_SMTP_PASSWORD", "Notifications:SmtpPassword"),
        new("RODLA_SMTP_FROM", "Notifications:SmtpFrom"),
        new("RODLA_SMTP_TO", "Notifications:SmtpTo"),
        new("RODLA_SMTP_ALLOWED_DOMAINS", "Notifications:SmtpAllowedDomains"),
        new("RODLA_SMTP_TIMEOUT", "Notifications:SmtpTimeout"),
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
