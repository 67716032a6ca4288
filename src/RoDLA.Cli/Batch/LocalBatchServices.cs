using RoDLA.Jobs;
using RoDLA.Jobs.Files;

namespace RoDLA.Cli.Batch;

/// <summary>Registers what <c>batch</c> uses in this process, in addition to the services of every command.</summary>
internal static class LocalBatchServices
{
    /// <summary>Adds the job engine, with a new folder of its own below that of the results.</summary>
    public static IServiceCollection AddLocalBatch(this IServiceCollection services, BatchArguments arguments)
    {
        // Ctrl-C cancels the job; the host's own lifetime would keep it for the next start.
        services.AddSingleton<IHostLifetime, NoLifetime>();
        services.AddSingleton(s => new JobPaths(Path.Combine(
            arguments.Out ?? s.GetRequiredService<IOptions<OutputOptions>>().Value.Folder, $".batch-{Guid.NewGuid():n}")));
        services.AddJobs();

        // Failed images are in the table.
        services.AddLogging(logging => logging.AddFilter("RoDLA.Jobs.Work", LogLevel.Error));

        // The folder is deleted with the command, and a cache in it.
        services.PostConfigure<JobOptions>(options => options.CacheMegabytes = 0);
        return services;
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
