using RoDLA.Api.Batches.Events;
using RoDLA.Api.Batches.Notifications;
using RoDLA.Api.Batches.Results;
using RoDLA.Api.Batches.Status;
using RoDLA.Api.Batches.Submit;
using RoDLA.Jobs;

namespace RoDLA.Api.Batches;

/// <summary>The endpoints of jobs: one engine behind every surface.</summary>
internal static class BatchEndpoints
{
    /// <summary>Adds what the batch endpoints use beside the job engine itself.</summary>
    public static IServiceCollection AddBatches(this IServiceCollection services)
    {
        services.AddSingleton(s => new JobPaths(s.GetRequiredService<IOptions<OutputOptions>>().Value.Folder));
        services.AddOutputFolder();
        services.AddSingleton<JobFields>();
        services.AddSingleton<BatchSettings>();
        services.AddSingleton<BatchIntake>();
        services.AddSingleton<JobSubmission>();
        services.AddSingleton<JobAccess>();
        services.AddSingleton<SubscriberLimit>();
        services.AddSingleton<EventDelivery>();
        services.AddJobNotifications<NotificationContent>();

        // A malformed number in a query is reported as a mistake of its field instead of a bare status.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        return services;
    }

    /// <summary>Maps the batch endpoints of the RoDLA API and of the Batch API.</summary>
    public static IEndpointRouteBuilder MapBatches(this IEndpointRouteBuilder app)
    {
        app.MapDetectBatch();
        app.MapJobs(ApiSurface.Rodla, JobDocument.From);

        _ = app.ServiceProvider.GetRequiredService<SubscriberLimit>(); // Its metric is there before the first subscriber.
        app.MapBatchCreate();
        app.MapBatchList();
        app.MapJobs(ApiSurface.Batch, BatchStatus.From);
        return app;
    }

    private static void MapJobs<TStatus>(this IEndpointRouteBuilder app, ApiSurface surface, Func<JobView, TStatus> describe)
    {
        RouteGroupBuilder job = app.MapGroup(surface.Path("{job_id}")).WithTags(surface.Tag);
        new StatusEndpoints<TStatus>(surface, describe).Map(job);
        new ResultEndpoints(surface).Map(job);
        new EventEndpoints(surface).Map(job);
    }
}
