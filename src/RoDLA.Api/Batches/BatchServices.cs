using RoDLA.Api.Batches.Events;
using RoDLA.Api.Batches.Notifications;
using RoDLA.Api.Batches.Status;
using RoDLA.Api.Batches.Submit;
using RoDLA.Jobs;

namespace RoDLA.Api.Batches;

/// <summary>Registers the services of the batch endpoints.</summary>
internal static class BatchServices
{
    /// <summary>Adds what the batch endpoints use beside the job engine itself.</summary>
    public static IServiceCollection AddBatches(this IServiceCollection services)
    {
        services.AddSingleton(s => new JobPaths(s.GetRequiredService<IOptions<OutputOptions>>().Value.Folder));
        services.AddSingleton<BatchSettings>();
        services.AddSingleton<BatchIntake>();
        services.AddSingleton<JobSubmission>();
        services.AddSingleton<JobAccess>();
        services.AddSingleton<SubscriberLimit>();
        services.AddSingleton<EventDelivery>();
        services.AddSingleton<OriginRules>();
        services.AddJobNotifications<NotificationContent>();

        // A malformed number in a query is reported as a mistake of its field instead of a bare status.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        return services;
    }
}
