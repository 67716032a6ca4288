using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Fetching;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Notifications;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Jobs.Fixtures;

namespace RoDLA.Tests.Jobs.Notifications;

/// <summary>The notifier with its service, over a folder that outlasts it.</summary>
internal sealed class NotifierHost : IAsyncDisposable
{
    private readonly Outbox _outbox;
    private readonly JobNotifier _notifier;
    private readonly NotificationService _service;
    private readonly SafeHttpHandler _handler;

    public NotifierHost(
        TemporaryFolder folder,
        FakeClock clock,
        NotificationOptions? options = null,
        string allowedHosts = "127.0.0.1",
        IAddressResolver? resolver = null)
    {
        options ??= new NotificationOptions();
        Paths = new JobPaths(folder.Path);
        FetchOptions fetch = new() { AllowedHosts = allowedHosts, Ports = "*" };
        CallPolicy policy = new(Options.Create(fetch));
        _handler = new SafeHttpHandler(policy, resolver ?? new DnsResolver(), Options.Create(fetch), new ListLogger<SafeHttpHandler>(Log));
        _outbox = new Outbox(Paths, new ListLogger<Outbox>(Log));
        _notifier = new JobNotifier(_outbox, policy, Options.Create(options));
        IMessageSender[] senders =
        [
            new WebhookSender(new HttpMessageInvoker(_handler, disposeHandler: false), options, SendClock),
            new EmailSender(options, SendClock),
        ];
        _service = new NotificationService(
            _notifier, _outbox, senders, Options.Create(options), clock, new ListLogger<NotificationService>(Log));
    }

    public IJobNotifier Notifier => _notifier;

    public JobPaths Paths { get; }

    /// <summary>The clock of a single try, apart from the one that says when it is time for the next.</summary>
    public FakeClock SendClock { get; } = new();

    public ConcurrentQueue<string> Log { get; } = new();

    /// <summary>Makes what the engine leaves on the disk of ended jobs.</summary>
    public void Leave(params JobSnapshot[] jobs)
    {
        foreach (JobSnapshot job in jobs)
        {
            Directory.CreateDirectory(Paths.InputFolder(job.Definition.JobId));
            File.WriteAllText(Paths.Record(job.Definition.JobId), "{}");
        }
    }

    /// <summary>Starts the service, with jobs that have ended.</summary>
    public async Task StartAsync(params JobSnapshot[] jobs)
    {
        Leave(jobs);
        await _service.StartAsync(CancellationToken.None);
    }

    /// <summary>Starts the service with one job and has its end told.</summary>
    public async Task<JobSnapshot> TellAsync(string? webhook, string? email = null, int failed = 2, string name = "scan")
    {
        JobSnapshot job = EndedJobs.Ended(new JobNotification(webhook, email), failed: failed, name: name);
        await StartAsync(job);
        _notifier.Notify(job);
        return job;
    }

    public DeliveryStatus Webhook(JobSnapshot job) => _notifier.Status(job)!.Webhook!;

    public DeliveryStatus Email(JobSnapshot job) => _notifier.Status(job)!.Email!;

    public Task StopAsync() => _service.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _service.Dispose();
        _handler.Dispose();
        _outbox.Dispose();
    }
}
