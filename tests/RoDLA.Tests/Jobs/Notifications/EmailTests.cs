using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Notifications;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Imaging;
using RoDLA.Tests.Jobs.Fixtures;
using Xunit;

namespace RoDLA.Tests.Jobs.Notifications;

/// <summary>Email to a real mail server on this machine.</summary>
public sealed class EmailTests : IDisposable
{
    private const string Tool = "aiosmtpd";
    private const string Package = "python3-aiosmtpd";
    private const string Reader = "reader@example.org";
    private readonly TemporaryFolder _folder = new();
    private readonly FakeClock _clock = new();

    [ToolFact(Tool, Package)]
    public async Task Notify_FinishedJob_SendsFiguresAndFailures()
    {
        await using MailServer mail = await MailServer.StartAsync();
        NotificationOptions options = Options(mail);
        options.PublicUrl = "https://layout.example.org/";
        await using NotifierHost host = new(_folder, _clock, options);

        JobSnapshot job = await host.NotifyAsync(null, Reader, failed: 7);
        await Eventually.HoldsAsync(() => host.Email(job).State == DeliveryState.Sent);

        Assert.Equal(1, mail.Count);
        Assert.Equal("layout@example.org", mail.Envelope(1).GetProperty("from").GetString());
        Assert.Equal([Reader], mail.Envelope(1).GetProperty("to").Deserialize<string[]>()!);
        (string head, string text) = Read(mail.Email(1));
        Assert.Contains("Subject: Batch job partial: 3 of 10 images done, 7 failed", head, StringComparison.Ordinal);
        Assert.Contains("Auto-Submitted: auto-generated", head, StringComparison.Ordinal);
        Assert.Contains("Successful  3\n", text, StringComparison.Ordinal);
        Assert.Contains("Detections  12 (4 an image)\n", text, StringComparison.Ordinal);
        Assert.Contains("4. scan3.png (bad_image): The file is not an image.\n", text, StringComparison.Ordinal);
        Assert.Contains("and 2 more\n", text, StringComparison.Ordinal);
        Assert.Contains($"Results: https://layout.example.org/api/v1/batch/{job.Definition.JobId}/results\n", text, StringComparison.Ordinal);
        Assert.Contains("batch_20260301_115000", text, StringComparison.Ordinal);
    }

    [ToolFact(Tool, Package)]
    public async Task Notify_HostileImageNames_StayTextOfTheBody()
    {
        await using MailServer mail = await MailServer.StartAsync();
        await using NotifierHost host = new(_folder, _clock, Options(mail));

        JobSnapshot job = await host.NotifyAsync(null, Reader, name: "a\r\n.\r\nRCPT TO:<victim@example.org>\r\nBcc: victim@example.org\u2028\u202e" + new string('x', 400));
        await Eventually.HoldsAsync(() => host.Email(job).State == DeliveryState.Sent);

        Assert.Equal([Reader], mail.Envelope(1).GetProperty("to").Deserialize<string[]>()!);
        (string head, string text) = Read(mail.Email(1));
        Assert.DoesNotContain("victim", head, StringComparison.Ordinal);
        string line = Assert.Single(text.Split('\n'), l => l.StartsWith("  4. ", StringComparison.Ordinal));
        Assert.Contains("a  .  RCPT TO:<victim@example.org>", line, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', text);
        Assert.InRange(line.Length, 1, 300);
    }

    [ToolFact(Tool, Package)]
    public async Task Notify_ServerIsBusy_IsRetried()
    {
        await using MailServer mail = await MailServer.StartAsync(new { busy = 1 });
        await using NotifierHost host = new(_folder, _clock, Options(mail));

        JobSnapshot job = await host.NotifyAsync(null, Reader);
        await Eventually.HoldsAsync(() => host.Email(job).Attempts == 1);
        Assert.Equal(DeliveryState.Pending, host.Email(job).State);
        await Eventually.HoldsAsync(() => host.Email(job).State == DeliveryState.Sent, () => _clock.Advance(TimeSpan.FromSeconds(1)));

        Assert.Equal(2, host.Email(job).Attempts);
        Assert.Equal(1, mail.Count);
    }

    [ToolFact(Tool, Package)]
    public async Task Notify_AddressIsRefused_GivesUpAtOnce()
    {
        await using MailServer mail = await MailServer.StartAsync(new { refuse = "550 no such user" });
        await using NotifierHost host = new(_folder, _clock, Options(mail));

        JobSnapshot job = await host.NotifyAsync(null, Reader);
        await Eventually.HoldsAsync(() => host.Email(job).State == DeliveryState.GivenUp);

        Assert.Equal("The mail server refused the address (550).", host.Email(job).LastError);
        Assert.Equal(1, host.Email(job).Attempts);
    }

    [ToolFact(Tool, Package)]
    public async Task Notify_LoginRequired_LogsIn()
    {
        await using MailServer mail = await MailServer.StartAsync(new { user = "layout", password = "pass word" });
        NotificationOptions options = Options(mail);
        options.SmtpUser = "layout";
        options.SmtpPassword = "pass word";
        await using NotifierHost host = new(_folder, _clock, options);

        JobSnapshot job = await host.NotifyAsync(null, Reader);
        await Eventually.HoldsAsync(() => host.Email(job).State == DeliveryState.Sent);

        Assert.True(mail.Envelope(1).GetProperty("authenticated").GetBoolean());
    }

    [ToolFact(Tool, Package)]
    public async Task Notify_WrongPassword_IsRetriedAndThePasswordIsNotLogged()
    {
        await using MailServer mail = await MailServer.StartAsync(new { user = "layout", password = "right" });
        NotificationOptions options = Options(mail);
        options.SmtpUser = "layout";
        options.SmtpPassword = "wrong-but-secret";
        await using NotifierHost host = new(_folder, _clock, options);

        JobSnapshot job = await host.NotifyAsync(null, Reader);
        await Eventually.HoldsAsync(() => host.Email(job).Attempts == 1);

        Assert.Equal(DeliveryState.Pending, host.Email(job).State);
        Assert.Equal(0, mail.Count);
        string logged = string.Join('\n', host.Log) + host.Email(job).LastError;
        Assert.DoesNotContain("wrong-but-secret", logged, StringComparison.Ordinal);
        Assert.DoesNotContain(Reader, logged, StringComparison.Ordinal);
    }

    [ToolFact(Tool, Package)]
    public Task Notify_StartTls_SendsEncryptedAndOnlyToATrustedServer() => SendEncryptedAsync(onConnect: false);

    [ToolFact(Tool, Package)]
    public Task Notify_TlsOnConnect_SendsEncryptedAndOnlyToATrustedServer() => SendEncryptedAsync(onConnect: true);

    private async Task SendEncryptedAsync(bool onConnect)
    {
        using X509Certificate2 certificate = Certificate();
        string cert = Path.Combine(_folder.Path, "cert.pem");
        string key = Path.Combine(_folder.Path, "key.pem");
        await File.WriteAllTextAsync(cert, certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(key, certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
        await using MailServer mail = await MailServer.StartAsync(new { certificate = cert, key, on_connect = onConnect });
        NotificationOptions options = Options(mail);
        (options.SmtpTls, options.SmtpStartTls) = (onConnect, !onConnect);
        await using NotifierHost host = new(_folder, _clock, options);

        JobSnapshot job = await host.NotifyAsync(null, Reader);
        await Eventually.HoldsAsync(() => host.Email(job).Attempts == 1);
        Assert.Equal(0, mail.Count);

        host.Mail.CertificateValidation = (_, c, _, _) => c?.GetCertHashString() == certificate.GetCertHashString();
        await Eventually.HoldsAsync(() => host.Email(job).State == DeliveryState.Sent, () => _clock.Advance(TimeSpan.FromSeconds(1)));

        Assert.True(mail.Envelope(1).GetProperty("encrypted").GetBoolean());
    }

    [ToolFact(Tool, Package)]
    public async Task Notify_StartTlsNotSupported_SendsNothing()
    {
        await using MailServer mail = await MailServer.StartAsync();
        NotificationOptions options = Options(mail);
        options.SmtpStartTls = true;
        await using NotifierHost host = new(_folder, _clock, options);

        JobSnapshot job = await host.NotifyAsync(null, Reader);
        await Eventually.HoldsAsync(() => host.Email(job).Attempts == 1);

        Assert.Equal(DeliveryState.Pending, host.Email(job).State);
        Assert.Equal(0, mail.Count);
    }

    [ToolFact(Tool, Package)]
    public async Task Notify_WebhookFailsAndEmailDoesNot_EachHasItsOwnState()
    {
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync(500);
        await using MailServer mail = await MailServer.StartAsync();
        await using NotifierHost host = new(_folder, _clock, Options(mail));

        JobSnapshot job = await host.NotifyAsync(receiver.Hook, Reader);
        await Eventually.HoldsAsync(() => host.Email(job).State == DeliveryState.Sent && host.Webhook(job).Attempts == 1);

        Assert.True(host.Notifier.Status(job)!.IsPending);
    }

    [Fact]
    public async Task Notify_NoMailServer_IsRetried()
    {
        NotificationOptions options = new() { SmtpHost = "127.0.0.1", SmtpPort = 9, SmtpFrom = "layout@example.org" };
        await using NotifierHost host = new(_folder, _clock, options);

        JobSnapshot job = await host.NotifyAsync(null, Reader);
        await Eventually.HoldsAsync(() => host.Email(job).Attempts == 1);

        Assert.Equal("The mail server cannot be reached or does not support what is required.", host.Email(job).LastError);
        Assert.Equal(DeliveryState.Pending, host.Email(job).State);
    }

    [Theory]
    [InlineData("reader@example.org", true)]
    [InlineData("first.last+tag@sub.example.org", true)]
    [InlineData("Reader <reader@example.org>", false)]
    [InlineData("reader@example.org,other@example.org", false)]
    [InlineData("reader@example.org;other@example.org", false)]
    [InlineData("reader@example.org\r\nBcc: victim@example.org", false)]
    [InlineData("reader@example.org\nRCPT TO:<victim@example.org>", false)]
    [InlineData("reader", false)]
    [InlineData("@example.org", false)]
    [InlineData("", false)]
    public async Task WhyRefused_Address_AcceptsExactlyOneAddress(string address, bool taken)
    {
        NotificationOptions options = new() { SmtpHost = "mail.example.org", SmtpFrom = "layout@example.org" };
        await using NotifierHost host = new(_folder, _clock, options);

        Assert.Equal(taken, host.Notifier.WhyRefused(new JobNotification(null, address)) is null);
    }

    [Theory]
    [InlineData("reader@example.org", true)]
    [InlineData("reader@EXAMPLE.com", true)]
    [InlineData("reader@sub.example.org", false)]
    [InlineData("reader@example.net", false)]
    [InlineData("ops@elsewhere.example", true)]
    public async Task WhyRefused_AllowedDomains_AcceptsThoseAndTheConfiguredAddress(string address, bool taken)
    {
        NotificationOptions options = new()
        {
            SmtpHost = "mail.example.org",
            SmtpFrom = "layout@example.org",
            SmtpAllowedDomains = "example.org, example.com",
            SmtpTo = "ops@elsewhere.example",
        };
        await using NotifierHost host = new(_folder, _clock, options);

        Assert.Equal(taken, host.Notifier.WhyRefused(new JobNotification(null, address)) is null);
    }

    [Fact]
    public async Task WhyRefused_NoMailServer_HasAReason()
    {
        await using NotifierHost host = new(_folder, _clock);

        Assert.Contains("no mail server", host.Notifier.WhyRefused(new JobNotification(null, Reader)), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static NotificationOptions Options(MailServer mail) => new()
    {
        SmtpHost = "127.0.0.1",
        SmtpPort = mail.Port,
        SmtpStartTls = false,
        SmtpFrom = "layout@example.org",
    };

    private static X509Certificate2 Certificate()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null, X509KeyStorageFlags.Exportable);
    }

    /// <summary>Splits an email into its header and its text, encoded as base64 or quoted-printable.</summary>
    private static (string Head, string Text) Read(string email)
    {
        int end = email.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        string head = email[..end];
        string body = email[(end + 4)..];
        string text = head.Contains("base64", StringComparison.Ordinal) ? Encoding.UTF8.GetString(Convert.FromBase64String(body)) : Unquote(body);
        return (head, text.ReplaceLineEndings("\n"));
    }

    private static string Unquote(string body)
    {
        List<byte> bytes = [];
        string joined = body.Replace("=\r\n", "", StringComparison.Ordinal);
        for (int i = 0; i < joined.Length; i++)
        {
            bool coded = joined[i] == '=' && i + 2 < joined.Length;
            bytes.Add(coded ? Convert.ToByte(joined.Substring(i + 1, 2), 16) : (byte)joined[i]);
            i += coded ? 2 : 0;
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
