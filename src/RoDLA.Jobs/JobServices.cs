using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RoDLA.Analysis.Charts.Batch;
using RoDLA.Analysis.Evaluation;
using RoDLA.Analysis.Telemetry;
using RoDLA.Detection.Runtime;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Exports;
using RoDLA.Jobs.Downloads;
using RoDLA.Jobs.Fetching;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Inputs;
using RoDLA.Jobs.Intake;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Notifications;
using RoDLA.Jobs.Pictures;
using RoDLA.Jobs.Results;
using RoDLA.Jobs.Robustness;
using RoDLA.Jobs.Results.Cache;
using RoDLA.Jobs.Retention;
using RoDLA.Jobs.Store;
using RoDLA.Jobs.Uploads;
using RoDLA.Jobs.Work;

namespace RoDLA.Jobs;

/// <summary>Registers the job engine and its parts, in the order of their folders.</summary>
public static class JobServices
{
    /// <summary>
    /// Key of the <see cref="IJobEngine"/> and the <see cref="IUploadStore"/> that see what every caller made. A host may put others without
    /// the key in front of them, which show each caller its own.
    /// </summary>
    public const string OfAllOwners = "all owners";

    /// <summary>
    /// Adds <see cref="IJobEngine"/> with everything it uses. The host binds the options of this project and adds <see cref="JobPaths"/>,
    /// the page pipeline and layout detection.
    /// </summary>
    public static IServiceCollection AddJobs(this IServiceCollection services) => services
        .AddTelemetry()
        .AddFiles()
        .AddFetching()
        .AddSingleton<FileIntake>()
        .AddEngine()
        .AddResults()
        .AddWork()
        .AddNotifier()
        .AddExports()
        .AddRetention();

    /// <summary>
    /// Keeps the output folder for this process and removes saved answers of single requests after their retention; for a host whose output
    /// folder is not made for its job alone.
    /// </summary>
    public static IServiceCollection AddOutputFolder(this IServiceCollection services) => services
        .AddHostedService<OutputLock>()
        .AddSingleton<ISweep, SavedOutputs>();

    /// <summary>Adds uploads that jobs use, their retention, and pictures of images.</summary>
    public static IServiceCollection AddImageUploads(this IServiceCollection services) => services
        .AddSingleton<UploadFiles>()
        .AddSingleton<ImageCheck>()
        .AddSingleton<UploadStore>()
        .AddKeyedSingleton<IUploadStore>(OfAllOwners, static (s, _) => s.GetRequiredService<UploadStore>())
        .AddSingleton<IUploadStore>(s => s.GetRequiredService<UploadStore>())
        .AddHostedService(s => s.GetRequiredService<UploadStore>())
        .AddSingleton<ISweep, UploadSweep>()
        .AddSingleton<IImageCatalog, ImageCatalog>()
        .AddSingleton<IJobPictures, JobPictures>();

    /// <summary>Adds the delivery of notifications; without it they wait in the folders of their jobs.</summary>
    /// <typeparam name="TContent">Writes them.</typeparam>
    public static IServiceCollection AddJobNotifications<TContent>(this IServiceCollection services)
        where TContent : class, INotificationContent => services
        .AddSingleton<INotificationContent, TContent>()
        .AddSingleton<IMessageSender, WebhookSender>()
        .AddSingleton<IMessageSender, EmailSender>()
        .AddHostedService<NotificationService>();

    /// <summary>Adds <see cref="IFileDownloader"/>.</summary>
    public static IServiceCollection AddDownloads(this IServiceCollection services) =>
        services.AddFetching().AddSingleton<IFileDownloader, FileDownloader>();

    /// <summary>
    /// Adds the fetcher of images and <see cref="SafeHttpHandler"/>, which every call to a client's address goes through.
    /// </summary>
    internal static IServiceCollection AddFetching(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton<CallPolicy>()
            .AddSingleton<SafeHttpHandler>()
            .AddSingleton<IImageFetcher, ImageFetcher>();
    }

    /// <summary>Adds the job summary and the result cache.</summary>
    internal static IServiceCollection AddResults(this IServiceCollection services) => services
        .AddBatchCharts()
        .AddSingleton<ResultReader>()
        .AddSingleton<LabelStore>()
        .AddSingleton<RobustnessJobs>()
        .AddSingleton(s => new RobustnessCells(
            s.GetRequiredService<PageSetEvaluator>(), s.GetRequiredService<InputFiles>(), s.GetRequiredService<JobPaths>()))
        .AddSingleton<JobSummarizer>()
        .AddSingleton<CacheKeys>()
        .AddSingleton<IResultCache, ResultCache>();

    /// <summary>Adds the sources of exports.</summary>
    internal static IServiceCollection AddExports(this IServiceCollection services) => services
        .AddSingleton(s => new JobExports(
            s.GetRequiredService<JobPaths>(),
            s.GetRequiredService<ResultReader>(),
            s.GetRequiredService<DetectedPages>(),
            s.GetRequiredService<ILayoutDetector>()));

    private static IServiceCollection AddFiles(this IServiceCollection services) => services
        .AddSingleton<DiskGuard>()
        .AddSingleton<IDiskGuard>(s => s.GetRequiredService<DiskGuard>())
        .AddSingleton<DiskPause>();

    private static IServiceCollection AddEngine(this IServiceCollection services) => services
        .AddSingleton<IJobStore, JobStore>()
        .AddSingleton<IWorkQueue>(s => new WorkQueue(
            s.GetRequiredService<IOptions<JobOptions>>().Value.QueueLimit, s.GetRequiredService<TimeProvider>()))
        .AddSingleton(s => new SpeedMeter(Workers(s), () => s.GetRequiredService<ILayoutDetector>().Status.PageTime))
        .AddSingleton<JobMetrics>()
        .AddSingleton<JobRegistry>()
        .AddSingleton<JobHealth>()
        .AddSingleton<IJobHealth>(s => s.GetRequiredService<JobHealth>())
        .AddSingleton<JobFinisher>()
        .AddSingleton<JobAdmission>()
        .AddKeyedSingleton<IJobEngine, JobEngine>(OfAllOwners)
        .AddSingleton(s => s.GetRequiredKeyedService<IJobEngine>(OfAllOwners))
        .AddSingleton<JobRecovery>();

    private static IServiceCollection AddWork(this IServiceCollection services) => services
        .AddSingleton<InputFiles>()
        .AddSingleton<DetectedPages>()
        .AddSingleton<ResultWriter>()
        .AddSingleton<ItemRunner>()
        .AddSingleton<IItemRunner, EvaluatingRunner>()
        .AddSingleton<ItemWorker>()
        .AddSingleton<WorkerPool>()
        .AddHostedService<JobWorkers>();

    private static IServiceCollection AddNotifier(this IServiceCollection services) => services
        .AddSingleton<Outbox>()
        .AddSingleton<JobNotifier>()
        .AddSingleton<IJobNotifier>(s => s.GetRequiredService<JobNotifier>());

    private static IServiceCollection AddRetention(this IServiceCollection services) => services
        .AddSingleton<ISweep, RetentionSweeper>()
        .AddHostedService<RetentionService>();

    private static int Workers(IServiceProvider services) =>
        services.GetRequiredService<IOptions<JobOptions>>().Value.Concurrency is > 0 and int workers
            ? workers
            : ThreadPlan.From(services.GetRequiredService<IOptions<DetectionOptions>>().Value, Environment.ProcessorCount).Concurrency;
}
