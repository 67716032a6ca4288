using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Notifications;

/// <summary>
/// Tells in the background, each message by itself, so that a slow receiver holds up no other. What an ended process left is told at the
/// start; a job that ended without its end being taken (a crash in between) is found in the list of jobs.
/// </summary>
internal sealed partial class NotificationService : BackgroundService
{
    private const int MostAtOnce = 8;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30);
    private readonly JobNotifier _notifier;
    private readonly Outbox _outbox;
    private readonly IJobEngine _engine;
    private readonly Dictionary<DeliveryWay, IMessageSender> _senders;
    private readonly NotificationOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<NotificationService> _logger;
    private readonly SemaphoreSlim _places = new(MostAtOnce);
    private readonly ConcurrentDictionary<(string DeliveryId, DeliveryWay Way), Task> _running = new();

    public NotificationService(
        JobNotifier notifier,
        Outbox outbox,
        IJobEngine engine,
        IEnumerable<IMessageSender> senders,
        IOptions<NotificationOptions> options,
        TimeProvider time,
        ILogger<NotificationService> logger)
    {
        _notifier = notifier;
        _outbox = outbox;
        _engine = engine;
        _senders = senders.ToDictionary(s => s.Way);
        _options = options.Value;
        _time = time;
        _logger = logger;
    }

    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (_options.WebhookUrl.Length > 0 && _options.WebhookSecret.Length == 0)
        {
            LogUnsigned();
        }

        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _places.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await _outbox.LoadAsync(stoppingToken).ConfigureAwait(false);
            foreach (OutboxEntry entry in _outbox.All)
            {
                Begin(entry, stoppingToken);
            }

            await Task.WhenAll(TakeEndedAsync(stoppingToken), LookForMissedAsync(stoppingToken)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        finally
        {
            await Task.WhenAll(_running.Values).ConfigureAwait(false);
        }
    }

    private async Task TakeEndedAsync(CancellationToken stoppingToken)
    {
        await foreach (JobSnapshot job in _notifier.Ended.ReadAllAsync(stoppingToken).ConfigureAwait(false))
        {
            await TakeAsync(job, stoppingToken).ConfigureAwait(false);
        }
    }

    private async Task LookForMissedAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(LookEvery, _time);
        HashSet<string> before = [];
        do
        {
            _outbox.Prune();
            HashSet<string> ended = [];
            foreach (JobSnapshot job in _engine.List().Where(j => j.IsEnded && j.Definition.Notification is not null))
            {
                // One that has only just ended is still being summed up, and will be handed over.
                ended.Add(job.Definition.JobId);
                if (before.Contains(job.Definition.JobId))
                {
                    await TakeAsync(job, stoppingToken).ConfigureAwait(false);
                }
            }

            before = ended;
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    private async Task TakeAsync(JobSnapshot job, CancellationToken stoppingToken)
    {
        if (await _outbox.TakeAsync(job).ConfigureAwait(false) is { } entry)
        {
            Begin(entry, stoppingToken);
        }
    }

    private void Begin(OutboxEntry entry, CancellationToken stoppingToken)
    {
        foreach (DeliveryWay way in _senders.Keys)
        {
            if (entry.On(way) is { Status.State: DeliveryState.Pending })
            {
                (string, DeliveryWay) key = (entry.Message.DeliveryId, way);
                // Made before it runs, so that it is there to be taken out when it ends at once.
                Task<Task> task = new(() => DeliverAsync(entry, way, stoppingToken));
                if (_running.TryAdd(key, task.Unwrap()))
                {
                    task.Start(TaskScheduler.Default);
                }
            }
        }
    }

    private async Task DeliverAsync(OutboxEntry entry, DeliveryWay way, CancellationToken stoppingToken)
    {
        try
        {
            OutboxEntry? now = entry;
            while (now?.On(way) is { Status: { State: DeliveryState.Pending } status } delivery)
            {
                await Task.Delay(RetrySchedule.Until(_options, status.NextAttemptAt, _time.GetUtcNow()), _time, stoppingToken)
                    .ConfigureAwait(false);
                DeliveryStatus after = await TryAsync(now, way, delivery, stoppingToken).ConfigureAwait(false);
                now = await _outbox.UpdateAsync(now, way, after).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Goes on at the next start.
        }
        finally
        {
            _running.TryRemove((entry.Message.DeliveryId, way), out _);
        }
    }

    private async Task<DeliveryStatus> TryAsync(OutboxEntry entry, DeliveryWay way, Delivery delivery, CancellationToken stoppingToken)
    {
        await _places.WaitAsync(stoppingToken).ConfigureAwait(false);
        SendOutcome outcome;
        try
        {
            outcome = await _senders[way].SendAsync(delivery.Target, entry.Message, stoppingToken).ConfigureAwait(false);
        }
        // Whatever is wrong with one message must not silence the others.
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            LogFault(e, way, entry.JobId);
            outcome = SendOutcome.TryAgain("The message could not be sent.");
        }
        finally
        {
            _places.Release();
        }

        return Note(entry.JobId, way, delivery.Status.Attempts + 1, outcome);
    }

    private DeliveryStatus Note(string jobId, DeliveryWay way, int attempts, SendOutcome outcome)
    {
        bool isLast = attempts >= _options.MaxAttempts;
        DeliveryState state = outcome.State == DeliveryState.Pending && isLast ? DeliveryState.GivenUp : outcome.State;
        DateTimeOffset now = _time.GetUtcNow();
        DateTimeOffset? next = state == DeliveryState.Pending
            ? now + RetrySchedule.After(_options, attempts, Random.Shared.NextDouble())
            : null;
        switch (state)
        {
            case DeliveryState.Sent:
                LogSent(way, jobId, attempts);
                break;
            case DeliveryState.GivenUp:
                LogGivenUp(way, jobId, attempts, outcome.Error);
                break;
            default:
                LogNotSent(way, jobId, attempts, outcome.Error, next);
                break;
        }

        return new DeliveryStatus(state, attempts) { LastAttemptAt = now, NextAttemptAt = next, LastError = outcome.Error };
    }

    [LoggerMessage(1, LogLevel.Information, "{Way}: the end of job {JobId} was told at try {Attempts}")]
    private partial void LogSent(DeliveryWay way, string jobId, int attempts);

    [LoggerMessage(2, LogLevel.Warning, "{Way}: the end of job {JobId} could not be told at try {Attempts}: {Reason} Next try at {Next:O}")]
    private partial void LogNotSent(DeliveryWay way, string jobId, int attempts, string? reason, DateTimeOffset? next);

    [LoggerMessage(3, LogLevel.Error, "{Way}: the end of job {JobId} is not told any more after try {Attempts}: {Reason}")]
    private partial void LogGivenUp(DeliveryWay way, string jobId, int attempts, string? reason);

    [LoggerMessage(4, LogLevel.Error, "{Way}: the message about job {JobId} failed")]
    private partial void LogFault(Exception exception, DeliveryWay way, string jobId);

    [LoggerMessage(5, LogLevel.Warning, "Webhooks go out unsigned, so that their receiver cannot tell them from another's: set RODLA_WEBHOOK_SECRET")]
    private partial void LogUnsigned();
}
