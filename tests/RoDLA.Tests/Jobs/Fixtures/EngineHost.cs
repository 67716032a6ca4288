using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NSubstitute;
using RoDLA.Analysis.Perturbing;
using RoDLA.Analysis.Pipeline;
using RoDLA.Analysis.Registration;
using RoDLA.Detection;
using RoDLA.Imaging;
using RoDLA.Jobs;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;
using RoDLA.Perturbations.Registration;
using RoDLA.Tests.Api.Fixtures;

namespace RoDLA.Tests.Jobs.Fixtures;

/// <summary>The engine in its own host, on a folder that outlives it, with faked pages.</summary>
internal sealed class EngineHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly IHost _host;

    private EngineHost(IHost host, FakeDetection pages)
    {
        _host = host;
        Pages = pages;
    }

    public FakeDetection Pages { get; }

    public IServiceProvider Services => _host.Services;

    public IJobEngine Engine => Services.GetRequiredService<IJobEngine>();

    public IJobHealth Health => Services.GetRequiredService<IJobHealth>();

    public JobPaths Paths => Services.GetRequiredService<JobPaths>();

    /// <summary>Starts a host; with <paramref name="ready"/> it has loaded the stored jobs.</summary>
    public static async Task<EngineHost> StartAsync(
        string outputs,
        Action<JobOptions>? options = null,
        Action<IServiceCollection>? replace = null,
        FakeDetection? pages = null,
        bool ready = true)
    {
        pages ??= new FakeDetection { KeepsUploads = false };
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddLogging(l => l.ClearProviders());
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(30));
        builder.Services.Configure<JobOptions>(o =>
        {
            o.Concurrency = 2;
            o.RetryDelay = TimeSpan.Zero;
            o.CacheMegabytes = 0;

            // The stored jobs of the fixtures have dates in the past, which the first sweep would find expired.
            o.Retention = o.InputRetention = o.UnfinishedRetention = TimeSpan.FromDays(3650);
            options?.Invoke(o);
        });
        builder.Services.AddPerturbations().AddAnalysis().Configure<PerturbationOptions>(o => o.OutputFolder = outputs);
        builder.Services.AddSingleton(new JobPaths(outputs));
        builder.Services.AddSingleton<IPageReader>(pages);
        builder.Services.AddSingleton<IPagePipeline>(pages);
        builder.Services.AddSingleton<ILayoutDetector>(pages);
        builder.Services.AddSingleton(Substitute.For<ILayoutRules>());
        builder.Services.AddJobs();
        replace?.Invoke(builder.Services);
        IHost host = builder.Build();
        await host.StartAsync();
        EngineHost started = new(host, pages);
        if (ready)
        {
            await EventuallyAsync(() => started.Health.WhyNotReady is null);
        }

        return started;
    }

    /// <summary>A draft with small images.</summary>
    public JobDraft Draft(int images)
    {
        JobDraft draft = Engine.CreateDraft();
        for (int i = 0; i < images; i++)
        {
            using FileStream file = draft.CreateFile();
            file.Write([(byte)i, (byte)(i >> 8), 1]);
            file.Close();
            draft.AddFile(file.Name, $"page{i + 1}.png");
        }

        return draft;
    }

    /// <summary>Submits images.</summary>
    public async Task<JobSnapshot> SubmitAsync(int images, Func<JobRequest, JobRequest>? edit = null)
    {
        using JobDraft draft = Draft(images);
        JobRequest request = new(new JobSettings(new DetectionSettings(0.3f)));
        return await Engine.SubmitAsync(draft, edit?.Invoke(request) ?? request, CancellationToken.None);
    }

    /// <summary>Waits until the job is persisted.</summary>
    public async Task<JobSnapshot> EndAsync(string jobId)
    {
        using JobSubscription subscription = Engine.Subscribe(jobId)!;
        using CancellationTokenSource deadline = new(Patience);
        await foreach (JobEvent e in subscription.Events.ReadAllAsync(deadline.Token))
        {
            if (e.Kind == JobEventKind.JobComplete)
            {
                return Engine.Find(jobId)!;
            }
        }

        throw new InvalidOperationException("The subscription ended before the job.");
    }

    public async Task StopAsync() => await _host.StopAsync();

    public Task WaitForShutdownAsync() => _host.WaitForShutdownAsync().WaitAsync(Patience);

    /// <summary>Waits for a condition in the background.</summary>
    public static async Task EventuallyAsync(Func<bool> holds)
    {
        using CancellationTokenSource deadline = new(Patience);
        while (!holds())
        {
            await Task.Delay(5, deadline.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
