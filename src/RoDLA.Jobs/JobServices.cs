using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RoDLA.Detection;
using RoDLA.Detection.Runtime;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Fetching;
using RoDLA.Jobs.Intake;
using RoDLA.Jobs.Notifications;
using RoDLA.Jobs.Queue;
using RoDLA.Jobs.Results;
using RoDLA.Jobs.Results.Cache;
using RoDLA.Jobs.Retention;
using RoDLA.Jobs.Store;
using RoDLA.Jobs.Work;

namespace RoDLA.Jobs;

/// <summary>
/// Registers the job engine with all that stands around it; the host binds the options of this floor, and adds <see cref="JobPaths"/>, the page
/// pipeline and layout detection.
/// </summary>
public static class JobServices
{
    /// <summary>Adds <see cref="IJobEngine"/>, <see cref="IJobHealth"/>, the workers that run with the host, and what they use: fetching, archives, results, retention, notifications.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IJobStore, JobStore>();
        services.AddSingleton<IWorkQueue>(s => new ChannelWorkQueue(
            s.GetRequiredService<IOptions<JobOptions>>().Value.QueueLimit, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new SpeedMeter(
            Workers(s), () => s.GetRequiredService<ILayoutDetector>().Status.PageTime));
        services.AddSingleton<JobRegistry>();
        services.AddSingleton<JobHealth>();
        services.AddSingleton<IJobHealth>(s => s.GetRequiredService<JobHealth>());
        services.AddSingleton<JobFinisher>();
        services.AddSingleton<JobEngine>();
        services.AddSingleton<IJobEngine>(s => s.GetRequiredService<JobEngine>());
        services.AddSingleton<JobRecovery>();
        services.AddSingleton<InputFiles>();
        services.AddSingleton<ResultWriter>();
        services.AddSingleton(_ => new RetryDelays(new Random()));
        services.AddSingleton<ItemRunner>();
        services.AddSingleton<ItemWorker>();
        services.AddHostedService<JobWorkers>();
        services.AddFetching();
        services.AddIntake();
        services.AddJobResults();
        services.AddResultCache();
        services.AddJobRetention();
        services.AddJobNotifications();
        return services;
    }

    private static int Workers(IServiceProvider services) =>
        services.GetRequiredService<IOptions<JobOptions>>().Value.Concurrency is > 0 and int workers
            ? workers
            : ThreadPlan.From(services.GetRequiredService<IOptions<DetectionOptions>>().Value, Environment.ProcessorCount).Concurrency;
}
