using Microsoft.Extensions.Options;
using RoDLA.Api.Batches.Submit;
using RoDLA.Api.Configuration;
using RoDLA.Jobs;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;

namespace RoDLA.Api.CommandLine.Batch;

/// <summary>Registers what <c>batch</c> uses in this process, beside the parts of the service.</summary>
internal static class LocalBatchServices
{
    /// <summary>Adds the engine, in a new folder of its own below the one that the results go to.</summary>
    public static IServiceCollection AddLocalBatch(this IServiceCollection services, Invocation invocation)
    {
        // Ctrl-C cancels the job; the host's own way with it would leave the job to another start.
        services.AddSingleton<IHostLifetime, NoLifetime>();
        services.AddSingleton(s => new JobPaths(Path.Combine(
            invocation.Out ?? s.GetRequiredService<IOptions<OutputOptions>>().Value.Folder, $".batch-{Guid.NewGuid():n}")));
        services.AddJobs();

        // What became of each image is in the table.
        services.AddLogging(logging => logging.AddFilter("RoDLA.Jobs.Work", LogLevel.Error));
        services.AddSingleton<BatchIntake>();

        // The folder goes with the command, and a cache in it.
        services.PostConfigure<JobOptions>(options => options.CacheMegabytes = 0);
        return services;
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
