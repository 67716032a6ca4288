using Microsoft.Extensions.DependencyInjection;

namespace RoDLA.Jobs.Retention;

/// <summary>Registers what keeps the disk from filling; the host binds <see cref="JobOptions"/>.</summary>
internal static class RetentionServices
{
    /// <summary>Adds <see cref="IDiskGuard"/> and the sweeper. To be added after the engine, whose jobs it goes through at start.</summary>
    public static IServiceCollection AddJobRetention(this IServiceCollection services)
    {
        services.AddSingleton<DiskGuard>();
        services.AddSingleton<IDiskGuard>(s => s.GetRequiredService<DiskGuard>());
        services.AddSingleton<RetentionSweeper>();
        services.AddHostedService<RetentionService>();
        return services;
    }
}
