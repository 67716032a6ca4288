using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Options;
using RoDLA.Api.Batches.Notifications;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Fetching;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Notifications;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Jobs.Fetching;
using RoDLA.Tests.Jobs.Fixtures;

namespace RoDLA.Tests.Jobs.Notifications;

/// <summary>Notifier and delivery service on a folder that is kept.</summary>
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
        ScriptedResolver? resolver = null)
    {
        options ??= new NotificationOptions();
        Paths = new JobPaths(folder.Path);
        FetchOptions fetch = new() { AllowedHosts = allowedHosts, Ports = "*" };
        CallPolicy policy = new(Options.Create(fetch));
        _handler = new SafeHttpHandler(policy, Options.Create(fetch), new ListLogger<SafeHttpHandler>(Log))
        {
            Resolve = resolver is null ? Dns.GetHostAddressesAsync : resolver.ResolveAsync,
        };
        _outbox = new Outbox(Paths, new ListLogger<Outbox>(Log));
        _notifier = new JobNotifier(_outbox, policy, Options.Create(options));
        NotificationContent content = new(Options.Create(options));
        IMessageSender[] senders =
        [
            new WebhookSender(_handler, content, Options.Create(options), SendClock),
            Mail = new EmailSender(content, Options.Create(options), SendClock),
        ];
        _service = new NotificationService(
            _notifier, _outbox, senders, Options.Create(options), clock, new ListLogger<NotificationService>(Log));
    }

    public IJobNotifier Notifier => _notifier;

    public EmailSender Mail { get; }

    public JobPaths Paths { get; }

    /// <summary>Clock of a single attempt; another one schedules the next attempt.</summary>
    public FakeClock SendClock { get; } = new();

    public ConcurrentQueue<string> Log { get; } = new();

    /// <summary>Creates the files that the engine leaves of finished jobs.</summary>
    public void Leave(params JobSnapshot[] jobs)
    {
        foreach (JobSnapshot job in jobs)
        {
            Directory.CreateDirectory(Paths.InputFolder(job.Definition.JobId));
            File.WriteAllText(Paths.Record(job.Definition.JobId), "{}");
        }
    }

    /// <summary>Starts the service with finished jobs.</summary>
    public async Task StartAsync(params JobSnapshot[] jobs)
    {
        Leave(jobs);
        await _service.StartAsync(CancellationToken.None);
    }

    /// <summary>Starts the service with one finished job and notifies of it.</summary>
    public async Task<JobSnapshot> NotifyAsync(string? webhook, string? email = null, int failed = 2, string name = "scan")
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
