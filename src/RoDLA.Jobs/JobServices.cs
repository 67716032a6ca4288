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

/// <summary>Registers the job engine; the host binds <see cref="JobOptions"/> and adds <see cref="JobPaths"/> and the page pipeline.</summary>
public static class JobServices
{
    /// <summary>Adds <see cref="IJobEngine"/>, <see cref="IJobHealth"/> and the workers that run with the host.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddFetching();
        services.AddIntake();
        services.AddJobResults();
        services.AddSingleton<IJobStore, JobStore>();
        services.AddSingleton<IWorkQueue>(s => new ChannelWorkQueue(
            s.GetRequiredService<IOptions<JobOptions>>().Value.QueueLimit, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new SpeedMeter(Workers(s)));
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
        services.AddResultCache();
        services.AddHostedService<JobWorkers>();
        services.AddJobNotifications();
        services.AddJobRetention();
        return services;
    }

    private static int Workers(IServiceProvider services) =>
        services.GetRequiredService<IOptions<JobOptions>>().Value.Concurrency is > 0 and int workers
            ? workers
            : ThreadPlan.From(services.GetRequiredService<IOptions<DetectionOptions>>().Value, Environment.ProcessorCount).Concurrency;
}
