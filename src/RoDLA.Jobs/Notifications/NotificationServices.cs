using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RoDLA.Jobs.Fetching;

namespace RoDLA.Jobs.Notifications;

/// <summary>Registers the notifications; the host binds <see cref="NotificationOptions"/>.</summary>
internal static class NotificationServices
{
    /// <summary>Adds <see cref="IJobNotifier"/> and the service that tells. To be added after the engine, whose jobs it goes through at start.</summary>
    public static IServiceCollection AddJobNotifications(this IServiceCollection services)
    {
        services.AddSingleton<Outbox>();
        services.AddSingleton<JobNotifier>();
        services.AddSingleton<IJobNotifier>(s => s.GetRequiredService<JobNotifier>());
        services.AddSingleton<IMessageSender>(s => new WebhookSender(
            new HttpMessageInvoker(s.GetRequiredService<SafeHttpHandler>(), disposeHandler: false),
            s.GetRequiredService<IOptions<NotificationOptions>>().Value,
            s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IMessageSender>(s => new EmailSender(
            s.GetRequiredService<IOptions<NotificationOptions>>().Value, s.GetRequiredService<TimeProvider>()));
        services.AddHostedService<NotificationService>();
        return services;
    }
}
