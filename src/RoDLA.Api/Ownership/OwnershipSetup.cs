using Microsoft.Extensions.DependencyInjection.Extensions;
using RoDLA.Jobs.Uploads;

namespace RoDLA.Api.Ownership;

/// <summary>Puts what a caller may see in front of the jobs and the uploads.</summary>
internal static class OwnershipSetup
{
    /// <summary>Wraps the registered engine and store; call it after they were added.</summary>
    public static IServiceCollection AddOwnership(this IServiceCollection services)
    {
        services.AddHttpContextAccessor().AddSingleton<CurrentOwner>();
        Wrap<IJobEngine>(services, static (jobs, owner) => new OwnedJobs(jobs, owner));
        Wrap<IUploadStore>(services, static (uploads, owner) => new OwnedUploads(uploads, owner));
        return services;
    }

    private static void Wrap<T>(IServiceCollection services, Func<T, CurrentOwner, T> wrap)
        where T : class
    {
        ServiceDescriptor inner = services.Last(service => service.ServiceType == typeof(T));
        object key = new();
        services.AddKeyedSingleton(key, (provider, _) => inner switch
        {
            { ImplementationFactory: { } create } => (T)create(provider),
            { ImplementationType: { } type } => (T)ActivatorUtilities.CreateInstance(provider, type),
            _ => (T)inner.ImplementationInstance!,
        });
        services.Replace(ServiceDescriptor.Singleton(
            provider => wrap(provider.GetRequiredKeyedService<T>(key), provider.GetRequiredService<CurrentOwner>())));
    }
}
