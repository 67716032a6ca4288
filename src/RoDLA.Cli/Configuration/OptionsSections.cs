using RoDLA.Jobs.Fetching;
using RoDLA.Jobs.Intake;
using RoDLA.Jobs.Notifications;

namespace RoDLA.Cli.Configuration;

/// <summary>The options class of each section of the configuration.</summary>
internal static class OptionsSections
{
    private const string DetectionSection = "Detection";
    private const string ImagingSection = "Imaging";
    private const string JobsSection = "Jobs";

    /// <summary>Section name → options class.</summary>
    public static IReadOnlyDictionary<string, Type> All { get; } = new Dictionary<string, Type>(StringComparer.OrdinalIgnoreCase)
    {
        [ApiOptions.Section] = typeof(ApiOptions),
        [UploadOptions.Section] = typeof(UploadOptions),
        [OutputOptions.Section] = typeof(OutputOptions),
        [PerturbationOptions.Section] = typeof(PerturbationOptions),
        [BatchOptions.Section] = typeof(BatchOptions),
        [FetchOptions.Section] = typeof(FetchOptions),
        [ArchiveOptions.Section] = typeof(ArchiveOptions),
        [LogOptions.Section] = typeof(LogOptions),
        [DetectionSection] = typeof(DetectionOptions),
        [ImagingSection] = typeof(ImagingOptions),
        [JobsSection] = typeof(JobOptions),
        [NotificationOptions.Section] = typeof(NotificationOptions),
    };

    /// <summary>Binds and validates the options, and makes their folders absolute.</summary>
    public static IServiceCollection AddRodlaOptions(this IServiceCollection services, IConfiguration configuration, string contentRoot)
    {
        string Rooted(string path) => Path.GetFullPath(path, contentRoot);
        services.Add<ApiOptions>(configuration, ApiOptions.Section);
        services.Add<LogOptions>(configuration, LogOptions.Section);
        services.Add<UploadOptions>(configuration, UploadOptions.Section)
            .PostConfigure(o => o.TempFolder = o.TempFolder.Length == 0 ? "" : Rooted(o.TempFolder));
        services.Add<OutputOptions>(configuration, OutputOptions.Section).PostConfigure(o => o.Folder = Rooted(o.Folder));
        services.Add<PerturbationOptions>(configuration, PerturbationOptions.Section).PostConfigure<IOptions<OutputOptions>>((o, outputs) =>
        {
            o.BackgroundFolder = Rooted(o.BackgroundFolder);
            o.OutputFolder = o.OutputFolder.Length == 0 ? Path.Combine(outputs.Value.Folder, "perturbations") : Rooted(o.OutputFolder);
        });
        services.Add<BatchOptions>(configuration, BatchOptions.Section);
        services.Add<FetchOptions>(configuration, FetchOptions.Section);
        services.Add<ArchiveOptions>(configuration, ArchiveOptions.Section);
        services.Add<DetectionOptions>(configuration, DetectionSection).PostConfigure(o => o.ModelsFolder = Rooted(o.ModelsFolder));
        services.Add<ImagingOptions>(configuration, ImagingSection);
        services.Add<JobOptions>(configuration, JobsSection);
        services.Add<NotificationOptions>(configuration, NotificationOptions.Section);
        return services;
    }

    private static OptionsBuilder<T> Add<T>(
        this IServiceCollection services, IConfiguration configuration, string section)
        where T : class =>
        services.AddOptions<T>().Bind(configuration.GetSection(section)).ValidateDataAnnotations().ValidateOnStart();
}
