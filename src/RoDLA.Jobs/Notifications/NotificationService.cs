using Microsoft.Extensions.Hosting;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Notifications;

/// <summary>
/// Delivers notifications in the background, each in its own task, so that a slow receiver delays no other. Deliveries that an earlier
/// process left pending are resumed at the start.
/// </summary>
internal sealed partial class NotificationService : BackgroundService
{
    private const int MaxConcurrent = 8;
    private const double BackoffFactor = 4;

    private readonly JobNotifier _notifier;
    private readonly Outbox _outbox;
    private readonly Dictionary<DeliveryWay, IMessageSender> _senders;
    private readonly NotificationOptions _options;
    private readonly ExponentialBackoff _backoff;
    private readonly TimeProvider _time;
    private readonly ILogger<NotificationService> _logger;
    private readonly SemaphoreSlim _slots = new(MaxConcurrent);
    private readonly ConcurrentDictionary<(string DeliveryId, DeliveryWay Way), Task> _running = new();

    public NotificationService(
        JobNotifier notifier,
        Outbox outbox,
        IEnumerable<IMessageSender> senders,
        IOptions<NotificationOptions> options,
        TimeProvider time,
        ILogger<NotificationService> logger)
    {
        _notifier = notifier;
        _outbox = outbox;
        _senders = senders.ToDictionary(s => s.Way);
        _options = options.Value;
        _backoff = new ExponentialBackoff(_options.RetryDelay, BackoffFactor, _options.MaxRetryDelay);
        _time = time;
        _logger = logger;
    }

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (_options.WebhookUrl.Length > 0 && _options.WebhookSecret.Length == 0)
        {
            LogUnsigned();
        }

        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _slots.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await _outbox.LoadAsync(stoppingToken).ConfigureAwait(false);
            foreach (OutboxEntry entry in _outbox.All)
            {
                Begin(entry, stoppingToken);
            }

            await foreach (JobSnapshot job in _notifier.Finished.ReadAllAsync(stoppingToken).ConfigureAwait(false))
            {
                if (await _outbox.AddAsync(job).ConfigureAwait(false) is { } entry)
                {
                    Begin(entry, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        finally
        {
            await Task.WhenAll(_running.Values).ConfigureAwait(false);
        }
    }

    private void Begin(OutboxEntry entry, CancellationToken stoppingToken)
    {
        foreach (DeliveryWay way in _senders.Keys.Where(w => entry.On(w) is { Status.State: DeliveryState.Pending }))
        {
            // Added before it runs, so that it can remove itself when it ends at once.
            Task<Task> task = new(() => DeliverAsync(entry, way, stoppingToken));
            if (_running.TryAdd((entry.Message.DeliveryId, way), task.Unwrap()))
            {
                task.Start(TaskScheduler.Default);
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
                await Task.Delay(_backoff.Until(status.NextAttemptAt, _time.GetUtcNow()), _time, stoppingToken).ConfigureAwait(false);
                DeliveryStatus after = await AttemptAsync(now, way, delivery, stoppingToken).ConfigureAwait(false);
                now = await _outbox.UpdateAsync(now, way, after).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next start resumes it.
        }
        finally
        {
            _running.TryRemove((entry.Message.DeliveryId, way), out _);
        }
    }

    private async Task<DeliveryStatus> AttemptAsync(OutboxEntry entry, DeliveryWay way, Delivery delivery, CancellationToken stoppingToken)
    {
        await _slots.WaitAsync(stoppingToken).ConfigureAwait(false);
        SendOutcome outcome;
        try
        {
            outcome = await _senders[way].SendAsync(delivery.Target, entry.Message, stoppingToken).ConfigureAwait(false);
        }

        // An error of one message must not stop the others.
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            LogFault(e, way, entry.JobId);
            outcome = SendOutcome.TryAgain("The message could not be sent.");
        }
        finally
        {
            _slots.Release();
        }

        return StatusAfter(entry.JobId, way, delivery.Status.Attempts + 1, outcome);
    }

    private DeliveryStatus StatusAfter(string jobId, DeliveryWay way, int attempts, SendOutcome outcome)
    {
        bool isLast = attempts >= _options.MaxAttempts;
        DeliveryState state = outcome.State == DeliveryState.Pending && isLast ? DeliveryState.GivenUp : outcome.State;
        DateTimeOffset now = _time.GetUtcNow();
        DateTimeOffset? next = state == DeliveryState.Pending ? now + _backoff.After(attempts, Random.Shared.NextDouble()) : null;
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

    [LoggerMessage(2400, LogLevel.Information, "{Way}: the notification about job {JobId} was delivered at attempt {Attempts}")]
    private partial void LogSent(DeliveryWay way, string jobId, int attempts);

    [LoggerMessage(
        2401, LogLevel.Warning, "{Way}: the notification about job {JobId} failed at attempt {Attempts}: {Reason} Next at {Next:O}")]
    private partial void LogNotSent(DeliveryWay way, string jobId, int attempts, string? reason, DateTimeOffset? next);

    [LoggerMessage(2402, LogLevel.Error, "{Way}: the notification about job {JobId} is given up after attempt {Attempts}: {Reason}")]
    private partial void LogGivenUp(DeliveryWay way, string jobId, int attempts, string? reason);

    [LoggerMessage(2403, LogLevel.Error, "{Way}: an internal error stopped the notification about job {JobId}")]
    private partial void LogFault(Exception exception, DeliveryWay way, string jobId);

    [LoggerMessage(2404, LogLevel.Warning, "Webhooks are unsigned and cannot be verified by their receiver: set RODLA_WEBHOOK_SECRET")]
    private partial void LogUnsigned();
}
