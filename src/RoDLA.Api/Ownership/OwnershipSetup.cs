using RoDLA.Jobs.Uploads;

namespace RoDLA.Api.Ownership;

/// <summary>Puts what a caller may see in front of the jobs, the uploads and the saved files.</summary>
internal static class OwnershipSetup
{
    /// <summary>Adds the views of the engine and the store; call it after they were added.</summary>
    public static IServiceCollection AddOwnership(this IServiceCollection services) => services
        .AddHttpContextAccessor()
        .AddSingleton<CurrentOwner>()
        .AddSingleton<IOutputOwner>(static s => s.GetRequiredService<CurrentOwner>())
        .AddSingleton<OwnedOutputs>()
        .AddSingleton<IJobEngine, OwnedJobs>()
        .AddSingleton<IUploadStore, OwnedUploads>();
}
