using RoDLA.Jobs.Downloads;
using RoDLA.Jobs.Fetching;
using RoDLA.Jobs.Intake;
using RoDLA.Jobs.Notifications;
using RoDLA.Jobs.Uploads;

namespace RoDLA.Cli.Configuration;

/// <summary>The options class of each section of the configuration.</summary>
internal static class OptionsSections
{
    private delegate void Registration(IServiceCollection services, IConfigurationSection section, Func<string, string> root);

    private static readonly (string Name, Type Type, Registration Register)[] Sections =
    [
        Of<ApiOptions>(ApiOptions.Section),
        Of<AccessOptions>(AccessOptions.Section, (o, root) => o.KeysFile = o.KeysFile.Length == 0 ? "" : root(o.KeysFile)),
        Of<RateLimitOptions>(RateLimitOptions.Section),
        Of<UploadOptions>(UploadOptions.Section, (o, root) => o.TempFolder = o.TempFolder.Length == 0 ? "" : root(o.TempFolder)),
        Of<OutputOptions>(OutputOptions.Section, (o, root) => o.Folder = root(o.Folder)),
        Of<PerturbationOptions>(PerturbationOptions.Section, (o, root) =>
        {
            o.BackgroundFolder = root(o.BackgroundFolder);
            o.OutputFolder = o.OutputFolder.Length == 0 ? "" : root(o.OutputFolder);
        }),
        Of<BatchOptions>(BatchOptions.Section),
        Of<FetchOptions>(FetchOptions.Section),
        Of<DownloadOptions>(DownloadOptions.Section),
        Of<ArchiveOptions>(ArchiveOptions.Section),
        Of<InferenceOptions>(InferenceOptions.Section),
        Of<LogOptions>(LogOptions.Section),
        Of<TraceOptions>(TraceOptions.Section),
        Of<DetectionOptions>("Detection", (o, root) => o.ModelsFolder = root(o.ModelsFolder)),
        Of<RulesOptions>("Rules"),
        Of<ImagingOptions>("Imaging"),
        Of<JobOptions>("Jobs"),
        Of<NotificationOptions>(NotificationOptions.Section),
    ];

    /// <summary>Section name → options class.</summary>
    public static IReadOnlyDictionary<string, Type> All { get; } =
        Sections.ToDictionary(s => s.Name, s => s.Type, StringComparer.OrdinalIgnoreCase);

    /// <summary>Binds and validates the options, and makes their folders absolute.</summary>
    public static IServiceCollection AddRodlaOptions(this IServiceCollection services, IConfiguration configuration, string contentRoot)
    {
        foreach ((string name, _, Registration register) in Sections)
        {
            register(services, configuration.GetSection(name), path => Path.GetFullPath(path, contentRoot));
        }

        services.AddOptions<PerturbationOptions>().PostConfigure<IOptions<OutputOptions>>((o, outputs) =>
            o.OutputFolder = o.OutputFolder.Length == 0 ? Path.Combine(outputs.Value.Folder, "perturbations") : o.OutputFolder);
        return services;
    }

    private static (string Name, Type Type, Registration Register) Of<T>(string name, Action<T, Func<string, string>>? makeAbsolute = null)
        where T : class =>
        (name, typeof(T), (services, section, root) => services.AddOptions<T>().Bind(section).ValidateDataAnnotations().ValidateOnStart()
            .PostConfigure(options => makeAbsolute?.Invoke(options, root)));
}
