namespace RoDLA.Api.Uploads;

/// <summary>Registers the reading of uploads.</summary>
internal static class UploadServices
{
    /// <summary>Adds <see cref="UploadReader"/> and the folder for large files.</summary>
    public static IServiceCollection AddUploads(this IServiceCollection services) => services
        .AddSingleton<UploadFolder>()
        .AddHostedService(s => s.GetRequiredService<UploadFolder>())
        .AddSingleton<UploadMetrics>()
        .AddSingleton<UploadReader>();
}
