using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Notifications;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Imaging;
using RoDLA.Tests.Jobs.Fetching;
using RoDLA.Tests.Jobs.Fixtures;
using Xunit;

namespace RoDLA.Tests.Jobs.Notifications;

/// <summary>Webhooks to a real, trusted server on this machine.</summary>
public sealed class WebhookTests : IDisposable
{
    private const string Secret = "a secret of the operator";
    private readonly TemporaryFolder _folder = new();
    private readonly FakeClock _clock = new();

    [Fact]
    public async Task Notify_FinishedJob_PostsSignedFigures()
    {
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync();
        await using NotifierHost host = new(_folder, _clock, new NotificationOptions { WebhookSecret = Secret });

        JobSnapshot job = await host.NotifyAsync(receiver.Hook);
        await Eventually.HoldsAsync(() => host.Webhook(job).State == DeliveryState.Sent);

        ReceivedCall call = Assert.Single(receiver.Calls);
        Assert.Equal("POST", call.Method);
        Assert.Equal("/hook?token=opensesame", call.Target);
        Assert.Equal("application/json; charset=utf-8", call.Headers["Content-Type"]);
        Assert.Equal("job.partial", call.Headers["X-RoDLA-Event"]);
        string time = host.SendClock.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(time, call.Headers["X-RoDLA-Timestamp"]);
        byte[] signed = [.. Encoding.ASCII.GetBytes(time + "."), .. call.Body];
        byte[] mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), signed);
        Assert.Equal($"t={time},v1={Convert.ToHexStringLower(mac)}", call.Headers["X-RoDLA-Signature"]);
        JsonElement body = JsonDocument.Parse(call.Body).RootElement;
        Assert.Equal("job.partial", body.GetProperty("event").GetString());
        Assert.Equal(call.Headers["X-RoDLA-Delivery"], body.GetProperty("delivery_id").GetString());
        Assert.Equal("2026-03-01T12:00:00.000Z", body.GetProperty("timestamp").GetString());
        Assert.Equal(job.Definition.JobId, body.GetProperty("job_id").GetString());
        Assert.Equal("partial", body.GetProperty("status").GetString());
        Assert.Equal("""{"total":5,"successful":3,"failed":2,"cancelled":0}""", body.GetProperty("counts").GetRawText());
        Assert.Equal(60, body.GetProperty("success_rate").GetDouble());
        Assert.Equal(60, body.GetProperty("duration_seconds").GetDouble());
        Assert.Equal(12, body.GetProperty("summary").GetProperty("total_detections").GetInt32());
        Assert.Equal($"/api/v1/batch/{job.Definition.JobId}", body.GetProperty("status_url").GetString());
        Assert.Equal("bad_image", body.GetProperty("failures")[0].GetProperty("error_category").GetString());
        Assert.Equal(3, body.GetProperty("failures")[0].GetProperty("index").GetInt32());
    }

    [ToolFact("python3", "python3")]
    public async Task Notify_FinishedJob_PythonVerifiesTheSignature()
    {
        const string verify =
            """
            import hashlib, hmac, sys
            secret, header = sys.argv[1], dict(part.split("=", 1) for part in sys.argv[2].split(","))
            signed = header["t"].encode() + b"." + sys.stdin.buffer.read()
            sys.exit(0 if hmac.compare_digest(hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest(), header["v1"]) else 3)
            """;
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync();
        await using NotifierHost host = new(_folder, _clock, new NotificationOptions { WebhookSecret = Secret });
        await host.NotifyAsync(receiver.Hook, name: "größe ✓ ");
        await Eventually.HoldsAsync(() => !receiver.Calls.IsEmpty);
        ReceivedCall call = receiver.Calls.Single();

        Assert.Equal(0, await PythonAsync(verify, call.Body, Secret, call.Headers["X-RoDLA-Signature"]));
        Assert.Equal(3, await PythonAsync(verify, call.Body, Secret + "!", call.Headers["X-RoDLA-Signature"]));
    }

    [Fact]
    public async Task Notify_NoSecret_IsUnsigned()
    {
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync(204);
        await using NotifierHost host = new(_folder, _clock);

        JobSnapshot job = await host.NotifyAsync(receiver.Hook);
        await Eventually.HoldsAsync(() => host.Webhook(job).State == DeliveryState.Sent);

        Assert.DoesNotContain("X-RoDLA-Signature", receiver.Calls.Single().Headers.Keys);
    }

    [Theory]
    [InlineData("https://hooks.example.org/", "", 1)]
    [InlineData("https://hooks.example.org/", Secret, 0)]
    [InlineData("", "", 0)]
    public async Task Start_WebhookWithoutASecret_LogsAWarning(string url, string secret, int warnings)
    {
        await using NotifierHost host = new(_folder, _clock, new NotificationOptions { WebhookUrl = url, WebhookSecret = secret });

        await host.StartAsync();
        await host.StopAsync();

        Assert.Equal(warnings, host.Log.Count(l => l.Contains("RODLA_WEBHOOK_SECRET", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Notify_ReceiverFails_IsAttemptedFiveTimesWithBackoff()
    {
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync(503);
        await using NotifierHost host = new(_folder, _clock);

        JobSnapshot job = await host.NotifyAsync(receiver.Hook);
        double[] waits = [30, 120, 480, 1920];
        for (int attempt = 1; attempt <= waits.Length; attempt++)
        {
            await Eventually.HoldsAsync(() => host.Webhook(job).Attempts == attempt);
            DeliveryStatus status = host.Webhook(job);
            Assert.Equal(DeliveryState.Pending, status.State);
            Assert.Equal("The receiver answered 503.", status.LastError);
            double wait = (status.NextAttemptAt!.Value - status.LastAttemptAt!.Value).TotalSeconds;
            Assert.InRange(wait, waits[attempt - 1], waits[attempt - 1] * 1.25);
            await Eventually.HoldsAsync(() => receiver.Calls.Count > attempt, () => _clock.Advance(TimeSpan.FromSeconds(10)));
            Assert.True(_clock.GetUtcNow() >= status.NextAttemptAt);
        }

        await Eventually.HoldsAsync(() => host.Webhook(job).State == DeliveryState.GivenUp);
        Assert.Equal(5, host.Webhook(job).Attempts);
        Assert.Null(host.Webhook(job).NextAttemptAt);
        Assert.Equal(5, receiver.Calls.Count);
        Assert.Single(receiver.Calls.Select(c => c.Headers["X-RoDLA-Delivery"]).Distinct());
        Assert.Single(receiver.Calls.Select(c => Convert.ToHexString(c.Body)).Distinct());
    }

    [Fact]
    public async Task Notify_ReceiverAnswers410_IsGivenUp()
    {
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync(410);
        await using NotifierHost host = new(_folder, _clock);

        JobSnapshot job = await host.NotifyAsync(receiver.Hook);
        await Eventually.HoldsAsync(() => host.Webhook(job).State == DeliveryState.GivenUp);

        Assert.Equal(1, host.Webhook(job).Attempts);
    }

    [Fact]
    public async Task Notify_Redirect_IsNotFollowed()
    {
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = context =>
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        };
        await using NotifierHost host = new(_folder, _clock, new NotificationOptions { MaxAttempts = 1 });

        JobSnapshot job = await host.NotifyAsync(receiver.Hook);
        await Eventually.HoldsAsync(() => host.Webhook(job).State == DeliveryState.GivenUp);

        Assert.Equal("/hook?token=opensesame", Assert.Single(receiver.Calls).Target);
        Assert.Equal("The receiver answered 307; redirects are not followed.", host.Webhook(job).LastError);
    }

    [Fact]
    public async Task Notify_EndlessResponseBody_IsSent()
    {
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(new byte[64 * 1024]);
            }
        };
        await using NotifierHost host = new(_folder, _clock);

        JobSnapshot job = await host.NotifyAsync(receiver.Hook);

        await Eventually.HoldsAsync(() => host.Webhook(job).State == DeliveryState.Sent);
    }

    [Fact]
    public async Task Notify_ReceiverNeverAnswers_IsRetriedAfterTheTimeout()
    {
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        await using NotifierHost host = new(_folder, _clock);

        JobSnapshot job = await host.NotifyAsync(receiver.Hook);
        await Eventually.HoldsAsync(() => !receiver.Calls.IsEmpty);
        await Eventually.HoldsAsync(() => host.Webhook(job).Attempts == 1, () => host.SendClock.Advance(TimeSpan.FromSeconds(1)));

        Assert.Equal("The receiver did not answer within 10 s.", host.Webhook(job).LastError);
        Assert.Equal(DeliveryState.Pending, host.Webhook(job).State);
    }

    [Fact]
    public async Task Notify_PrivateAddress_IsNotCalled()
    {
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync();
        await using NotifierHost host = new(_folder, _clock, allowedHosts: "");

        JobSnapshot job = await host.NotifyAsync(receiver.Hook);
        await Eventually.HoldsAsync(() => host.Webhook(job).State == DeliveryState.GivenUp);

        Assert.StartsWith("The receiver is not called:", host.Webhook(job).LastError, StringComparison.Ordinal);
        Assert.Empty(receiver.Calls);
    }

    [Theory]
    [InlineData("")]
    [InlineData("10.1.2.3")]
    public async Task Notify_NameMissingOrNotPublic_IsRetriedWithTheSameMessage(string address)
    {
        ScriptedResolver resolver = new();
        if (address.Length > 0)
        {
            resolver.On("hooks.example.org", [address]);
        }

        await using NotifierHost host = new(_folder, _clock, new NotificationOptions { MaxAttempts = 3 }, allowedHosts: "", resolver: resolver);

        JobSnapshot job = await host.NotifyAsync("http://hooks.example.org/hook");
        await Eventually.HoldsAsync(() => host.Webhook(job).State == DeliveryState.GivenUp, () => _clock.Advance(TimeSpan.FromSeconds(10)));

        Assert.Equal(3, host.Webhook(job).Attempts);
        Assert.Equal(
            "The receiver is not called: its host does not exist, or is not at a public address.", host.Webhook(job).LastError);
        Assert.Equal(3, resolver.Asked.Count);
    }

    [Theory]
    [InlineData("http://127.0.0.1/hook")]
    [InlineData("http://localhost:8000/api/v1/batch")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0177.0.0.1/")]
    [InlineData("http://0x7f.1/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::ffff:10.0.0.1]/")]
    [InlineData("http://[64:ff9b::7f00:1]/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://metadata.google.internal/")]
    [InlineData("http://10.1.2.3/")]
    [InlineData("http://100.64.0.1/")]
    [InlineData("https://user:password@example.org/")]
    [InlineData("ftp://example.org/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://127.0.0.1:25/_HELO")]
    [InlineData("http://example.org\r\nX-Injected: 1/")]
    [InlineData("hook")]
    [InlineData("")]
    public async Task WhyRefused_HostileWebhook_HasAReason(string url)
    {
        await using NotifierHost host = new(_folder, _clock, allowedHosts: "");

        Assert.NotNull(host.Notifier.WhyRefused(new JobNotification(url, null)));
    }

    [Fact]
    public async Task WhyRefused_PublicWebhook_IsAccepted()
    {
        await using NotifierHost host = new(_folder, _clock, allowedHosts: "");

        Assert.Null(host.Notifier.WhyRefused(new JobNotification("https://hooks.example.org/jobs?token=1", null)));
        Assert.NotNull(host.Notifier.WhyRefused(new JobNotification("https://hooks.example.org/" + new string('a', 2048), null)));
    }

    [Fact]
    public async Task WhyRefused_WebhooksDisabled_HasAReason()
    {
        await using NotifierHost host = new(_folder, _clock, new NotificationOptions { WebhookEnabled = false });

        Assert.Equal("Webhooks are disabled on this service.", host.Notifier.WhyRefused(new JobNotification("https://example.org/", null)));
    }

    [Fact]
    public async Task WithDefaults_NoRecipients_AreTheConfiguredOnes()
    {
        NotificationOptions options = new() { WebhookUrl = "https://hooks.example.org/", SmtpTo = "ops@example.org" };
        await using NotifierHost host = new(_folder, _clock, options);

        Assert.Equal(new JobNotification("https://hooks.example.org/", "ops@example.org"), host.Notifier.WithDefaults(null));
        Assert.Equal(
            new JobNotification("https://other.example.org/", "ops@example.org"),
            host.Notifier.WithDefaults(new JobNotification("https://other.example.org/", null)));
    }

    [Fact]
    public async Task WithDefaults_NothingConfigured_IsNull()
    {
        await using NotifierHost host = new(_folder, _clock);

        Assert.Null(host.Notifier.WithDefaults(null));
        Assert.Null(host.Notifier.WithDefaults(new JobNotification(null, null)));
    }

    [Fact]
    public async Task Notify_Failures_NeitherLogNorStatusHasSecretOrAddress()
    {
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync(500);
        await using NotifierHost host = new(_folder, _clock, new NotificationOptions { WebhookSecret = Secret, MaxAttempts = 2 });

        JobSnapshot job = await host.NotifyAsync(receiver.Hook);
        await Eventually.HoldsAsync(() => host.Webhook(job).State == DeliveryState.GivenUp, () => _clock.Advance(TimeSpan.FromSeconds(1)));

        string logged = string.Join('\n', host.Log) + JsonSerializer.Serialize(host.Notifier.Status(job));
        Assert.Contains("given up", logged, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, logged, StringComparison.Ordinal);
        Assert.DoesNotContain("opensesame", logged, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", logged, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<int> PythonAsync(string script, byte[] input, params string[] arguments)
    {
        ProcessStartInfo info = new("python3", ["-c", script, .. arguments]) { RedirectStandardInput = true };
        using Process process = Process.Start(info)!;
        await process.StandardInput.BaseStream.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
