using RoDLA.Jobs.Model;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Jobs.Fixtures;
using Xunit;

namespace RoDLA.Tests.Jobs.Notifications;

/// <summary>Delivery across restarts: at least once.</summary>
public sealed class OutboxTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeClock _clock = new();
    private WebhookReceiver _receiver = null!;

    public async Task InitializeAsync() => _receiver = await WebhookReceiver.StartAsync();

    [Fact]
    public async Task Start_BetweenTwoAttempts_Resumes()
    {
        _receiver.AnswerWith(500);
        JobSnapshot job;
        await using (NotifierHost first = Host())
        {
            job = await first.NotifyAsync(_receiver.Hook);
            await Eventually.HoldsAsync(() => first.Webhook(job).Attempts == 1);
        }

        _receiver.AnswerWith(200);
        await using NotifierHost second = Host();
        await second.StartAsync();
        await Eventually.HoldsAsync(
            () => second.Webhook(job).State == DeliveryState.Sent, () => _clock.Advance(TimeSpan.FromSeconds(1)));

        Assert.Equal(2, second.Webhook(job).Attempts);
        Assert.Equal(2, _receiver.Calls.Count);
        Assert.Single(_receiver.Calls.Select(c => c.Headers["X-RoDLA-Delivery"]).Distinct());
        Assert.Single(_receiver.Calls.Select(c => Convert.ToHexString(c.Body)).Distinct());
    }

    [Fact]
    public async Task Start_StoppedWhileSending_SendsAgain()
    {
        _receiver.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        JobSnapshot job;
        await using (NotifierHost first = Host())
        {
            job = await first.NotifyAsync(_receiver.Hook);
            await Eventually.HoldsAsync(() => !_receiver.Calls.IsEmpty);
        }

        _receiver.AnswerWith(200);
        await using NotifierHost second = Host();
        await second.StartAsync();

        await Eventually.HoldsAsync(() => second.Webhook(job).State == DeliveryState.Sent);
        Assert.Equal(2, _receiver.Calls.Count);
    }

    [Fact]
    public async Task Start_CrashBeforeTheNotification_IsSent()
    {
        JobSnapshot job = EndedJobs.Ended(new JobNotification(_receiver.Hook, null));
        await using NotifierHost host = Host();
        Assert.True(host.Notifier.Status(job)!.IsPending);

        host.Notifier.Notify(EndedJobs.Ended(null));
        host.Notifier.Notify(job);
        await host.StartAsync(job);

        await Eventually.HoldsAsync(() => host.Webhook(job).State == DeliveryState.Sent);
        Assert.Single(_receiver.Calls);
    }

    [Fact]
    public async Task Start_SentBefore_IsNotSentAgain()
    {
        JobSnapshot job;
        await using (NotifierHost first = Host())
        {
            job = await first.NotifyAsync(_receiver.Hook);
            await Eventually.HoldsAsync(() => first.Webhook(job).State == DeliveryState.Sent);
        }

        // As loaded from its record, with times in milliseconds.
        JobSnapshot read = job with { EndedAt = DateTimeOffset.FromUnixTimeMilliseconds(job.EndedAt!.Value.ToUnixTimeMilliseconds()) };
        JobSnapshot other = EndedJobs.Ended(new JobNotification(_receiver.Hook, null));
        await using NotifierHost second = Host();
        second.Notifier.Notify(read);
        second.Notifier.Notify(other);
        await second.StartAsync(other);

        await Eventually.HoldsAsync(() => second.Webhook(other).State == DeliveryState.Sent);
        Assert.Equal(DeliveryState.Sent, second.Webhook(read).State);
        Assert.Equal(2, _receiver.Calls.Count);
    }

    [Fact]
    public async Task Notify_JobFinishedAgainAfterARetry_IsSentAgain()
    {
        await using NotifierHost host = Host();
        JobSnapshot job = await host.NotifyAsync(_receiver.Hook);
        await Eventually.HoldsAsync(() => host.Webhook(job).State == DeliveryState.Sent);

        JobSnapshot again = job with { EndedAt = job.EndedAt!.Value.AddMinutes(1) };
        host.Notifier.Notify(again);
        await Eventually.HoldsAsync(() => host.Webhook(again).State == DeliveryState.Sent);

        Assert.Equal(2, _receiver.Calls.Select(c => c.Headers["X-RoDLA-Delivery"]).Distinct().Count());
    }

    [Fact]
    public async Task Notify_SameEndManyTimes_IsSentOnce()
    {
        await using NotifierHost host = Host();
        JobSnapshot job = await host.NotifyAsync(_receiver.Hook);
        for (int i = 0; i < 20; i++)
        {
            host.Notifier.Notify(job);
        }

        JobSnapshot last = EndedJobs.Ended(new JobNotification(_receiver.Hook, null));
        host.Leave(last);
        host.Notifier.Notify(last);
        await Eventually.HoldsAsync(() => host.Webhook(last).State == DeliveryState.Sent && host.Webhook(job).State == DeliveryState.Sent);

        Assert.Equal(2, _receiver.Calls.Count);
    }

    [Fact]
    public async Task Start_BrokenFile_SendsAgainAndLogsIt()
    {
        JobSnapshot job = EndedJobs.Ended(new JobNotification(_receiver.Hook, null));
        await using NotifierHost host = Host();
        Directory.CreateDirectory(host.Paths.JobFolder(job.Definition.JobId));
        await File.WriteAllTextAsync(host.Paths.Notification(job.Definition.JobId), "{\"job_id\":");

        host.Notifier.Notify(job);
        await host.StartAsync(job);

        await Eventually.HoldsAsync(() => host.Webhook(job).State == DeliveryState.Sent);
        Assert.Contains(host.Log, l => l.Contains("cannot be read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_EntryOfAnOlderVersion_IsSent()
    {
        JobSnapshot job = EndedJobs.Ended(new JobNotification(_receiver.Hook, null));
        string id = job.Definition.JobId;
        await using NotifierHost host = Host();
        host.Leave(job);
        await File.WriteAllTextAsync(host.Paths.Notification(id), $$"""
            {
              "job_id": "{{id}}", "ended_at": "2026-03-01T12:00:00.000Z",
              "message": {
                "event": "job.partial", "delivery_id": "d1", "timestamp": "2026-03-01T12:00:00.000Z", "job_id": "{{id}}", "status": "partial",
                "counts": { "total": 5, "successful": 3, "failed": 2, "cancelled": 0 }, "created_at": "2026-03-01T11:50:00.000Z",
                "failures": [ { "index": 3, "image": "scan3.png", "error_category": "bad_image", "error": "no" } ],
                "status_url": "/api/v1/batch/{{id}}", "results_url": "/api/v1/batch/{{id}}/results"
              },
              "webhook": { "target": "{{_receiver.Hook}}", "status": { "state": "pending", "attempts": 1 } }, "email": null
            }
            """);

        await host.StartAsync();

        await Eventually.HoldsAsync(() => host.Webhook(job).State == DeliveryState.Sent);
        Assert.Equal("d1", _receiver.Calls.Single().Headers["X-RoDLA-Delivery"]);
    }

    [Fact]
    public async Task Notify_JobWasRemoved_DoesNotRecreateItsFolder()
    {
        TaskCompletionSource answer = new();
        _receiver.Answer = _ => answer.Task;
        await using NotifierHost host = Host();
        JobSnapshot job = await host.NotifyAsync(_receiver.Hook);
        await Eventually.HoldsAsync(() => !_receiver.Calls.IsEmpty);
        Assert.True(File.Exists(host.Paths.Notification(job.Definition.JobId)));

        Directory.Delete(host.Paths.JobFolder(job.Definition.JobId), recursive: true);
        File.Delete(host.Paths.Record(job.Definition.JobId));
        answer.SetResult();
        await Eventually.HoldsAsync(() => host.Webhook(job).State == DeliveryState.Sent);

        Assert.False(Directory.Exists(host.Paths.JobFolder(job.Definition.JobId)));
    }

    [Fact]
    public async Task Notify_ClockWasSetBack_WaitsAtMostTheLongestBackoff()
    {
        _receiver.AnswerWith(500);
        JobSnapshot job;
        await using (NotifierHost first = Host())
        {
            job = await first.NotifyAsync(_receiver.Hook);
            await Eventually.HoldsAsync(() => first.Webhook(job).Attempts == 1);
        }

        _clock.Jump(TimeSpan.FromDays(-3650));
        _receiver.AnswerWith(200);
        await using NotifierHost second = Host();
        await second.StartAsync();
        DateTimeOffset start = _clock.GetUtcNow();
        await Eventually.HoldsAsync(() => second.Webhook(job).State == DeliveryState.Sent, () => _clock.Advance(TimeSpan.FromMinutes(1)));

        Assert.InRange(_clock.GetUtcNow() - start, TimeSpan.Zero, TimeSpan.FromHours(10));
    }

    [Fact]
    public async Task Status_NoRecipientsOrUnfinished_IsNull()
    {
        await using NotifierHost host = Host();
        JobSnapshot job = EndedJobs.Ended(new JobNotification(_receiver.Hook, null));

        Assert.Null(host.Notifier.Status(EndedJobs.Ended(null)));
        Assert.Null(host.Notifier.Status(job with { State = JobState.Processing, EndedAt = null }));
    }

    public async Task DisposeAsync() => await _receiver.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    private NotifierHost Host() => new(_folder, _clock);
}
