using System.Collections.Frozen;
using System.Globalization;

namespace RoDLA.Api.Configuration;

/// <summary>Every setting with its environment variable; the one table behind the variables, the command line and the documentation.</summary>
internal static class EnvironmentVariables
{
    /// <summary>What the name of every variable begins with.</summary>
    public const string Prefix = "RODLA_";

    /// <summary>Names the folder that relative paths start from; see <see cref="ContentRoot"/>.</summary>
    public const string ContentRootVariable = "RODLA_CONTENT_ROOT";

    /// <summary>Names the environment, <c>Production</c> or <c>Development</c>.</summary>
    public const string EnvironmentVariable = "RODLA_ENVIRONMENT";

    /// <summary>The table.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        new("RODLA_API_HOST", "Api:Host"),
        new("RODLA_API_PORT", "Api:Port"),
        new("RODLA_DEFAULT_THRESHOLD", "Api:DefaultThreshold"),
        new("RODLA_REQUEST_TIMEOUT", "Api:RequestTimeout", SettingUnit.Seconds),
        new("RODLA_SHUTDOWN_TIMEOUT", "Api:ShutdownTimeout", SettingUnit.Seconds),
        new("RODLA_MAX_CONNECTIONS", "Api:MaxConnections"),
        new("RODLA_CORS_ORIGINS", "Api:CorsOrigins"),
        new("RODLA_MAX_FILE_MB", "Uploads:MaxFileMegabytes"),
        new("RODLA_UPLOAD_MEMORY_KB", "Uploads:MemoryKilobytes"),
        new("RODLA_MAX_FIELD_KB", "Uploads:MaxFieldKilobytes"),
        new("RODLA_MAX_FORM_PARTS", "Uploads:MaxParts"),
        new("RODLA_TEMP_DIR", "Uploads:TempFolder"),
        new("RODLA_OUTPUT_DIR", "Outputs:Folder"),
        new("RODLA_BACKGROUND_FOLDER", "Perturbations:BackgroundFolder"),
        new("RODLA_PERTURBATION_DIR", "Perturbations:OutputFolder"),
        new("RODLA_MAX_PERTURBATIONS", "Perturbations:MaxPerRequest"),
        new("RODLA_PERTURBATION_QUEUE_LIMIT", "Perturbations:QueueLimit"),
        new("RODLA_PERTURBATION_QUEUE_TIMEOUT", "Perturbations:QueueTimeout", SettingUnit.Seconds),
        new("RODLA_MODELS_DIR", "Detection:ModelsFolder"),
        new("RODLA_MODEL", "Detection:Model"),
        new("RODLA_EXECUTION_PROVIDER", "Detection:ExecutionProvider"),
        new("RODLA_CUDA_DEVICE", "Detection:CudaDevice"),
        new("RODLA_INTRA_OP_THREADS", "Detection:IntraOpThreads"),
        new("RODLA_CONCURRENCY", "Detection:Concurrency"),
        new("RODLA_QUEUE_LIMIT", "Detection:QueueLimit"),
        new("RODLA_QUEUE_TIMEOUT", "Detection:QueueTimeout", SettingUnit.Seconds),
        new("RODLA_SHRINK_ON_LOAD", "Detection:ShrinkOnLoad"),
        new("RODLA_MAX_SIDE_PIXELS", "Imaging:MaxSidePixels"),
        new("RODLA_MAX_PIXELS", "Imaging:MaxPixels"),
        new("RODLA_MAX_PAGES", "Imaging:MaxPages"),
        new("RODLA_PDF_DPI", "Imaging:PdfDpi"),
        new("RODLA_PDF_TIMEOUT", "Imaging:PdfTimeout", SettingUnit.Seconds),
        new("RODLA_PDF_MEMORY_MB", "Imaging:PdfMemoryMiB"),
        new("RODLA_DECODE_TIMEOUT", "Imaging:DecodeTimeout", SettingUnit.Seconds),
        new("RODLA_VIPS_CONCURRENCY", "Imaging:VipsConcurrency"),
        new("RODLA_LOG_LEVEL", "Log:Level"),
        new("RODLA_LOG_FORMAT", "Log:Format"),
        new("RODLA_LOG_FILE", "Log:File"),
    ];

    /// <summary>By configuration key, any case.</summary>
    public static FrozenDictionary<string, Setting> ByKey { get; } =
        All.ToFrozenDictionary(s => s.Key, StringComparer.OrdinalIgnoreCase);

    /// <summary>By command-line switch.</summary>
    public static FrozenDictionary<string, Setting> BySwitch { get; } = All.ToFrozenDictionary(s => s.Switch, StringComparer.Ordinal);

    /// <summary>The configuration that the variables of this process say; a variable set to nothing says nothing.</summary>
    public static Dictionary<string, string?> Read(Func<string, string?> variable)
    {
        Dictionary<string, string?> values = new(StringComparer.OrdinalIgnoreCase);
        foreach (Setting setting in All)
        {
            if (variable(setting.Variable) is { Length: > 0 } text)
            {
                values[setting.Key] = Value(setting, text);
            }
        }

        return values;
    }

    /// <summary>The text of a variable or switch as the configuration wants it.</summary>
    public static string Value(Setting setting, string text) =>
        setting.Unit == SettingUnit.Seconds
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
        && Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds
            ? TimeSpan.FromSeconds(seconds).ToString("c", CultureInfo.InvariantCulture)
            : text;

    /// <summary>Variables that begin like ours but set nothing: most likely a slip of the pen.</summary>
    public static IEnumerable<string> Unknown(IEnumerable<string> names) =>
        names.Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)
            && n is not (ContentRootVariable or EnvironmentVariable)
            && !All.Any(s => s.Variable == n));
}
