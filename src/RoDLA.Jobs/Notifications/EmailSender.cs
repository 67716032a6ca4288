using System.Net.Security;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace RoDLA.Jobs.Notifications;

/// <summary>Sends plain-text email by SMTP, on one connection per email.</summary>
internal sealed class EmailSender(INotificationContent content, IOptions<NotificationOptions> options, TimeProvider time) : IMessageSender
{
    private readonly NotificationOptions _options = options.Value;

    public DeliveryWay Way => DeliveryWay.Email;

    /// <summary>Checks the certificate of the server; null for the rules of the system.</summary>
    internal RemoteCertificateValidationCallback? CertificateValidation { get; set; }

    public async Task<SendOutcome> SendAsync(string target, JobEnd end, CancellationToken cancellationToken)
    {
        if (!_options.SendsEmail)
        {
            return SendOutcome.GiveUp("The service has no mail server configured.");
        }

        using CancellationTokenSource timeout = new(_options.SmtpTimeout, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using MimeMessage email = Message(target, end);
            await SendAsync(email, either.Token).ConfigureAwait(false);
            return SendOutcome.Sent;
        }
        catch (SmtpCommandException e) when (e.ErrorCode == SmtpErrorCode.RecipientNotAccepted && (int)e.StatusCode is >= 500 and < 600)
        {
            return SendOutcome.GiveUp($"The mail server refused the address ({(int)e.StatusCode}).");
        }
        catch (SmtpCommandException e)
        {
            return SendOutcome.TryAgain($"The mail server refused the email ({(int)e.StatusCode}).");
        }
        catch (AuthenticationException)
        {
            return SendOutcome.TryAgain("The mail server refused the login.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return SendOutcome.TryAgain(string.Create(
                CultureInfo.InvariantCulture,
                $"The mail server did not accept the email within {_options.SmtpTimeout.TotalSeconds:0.#} s."));
        }
        catch (Exception e) when (e is SocketException or IOException or ProtocolException or SslHandshakeException
            or NotSupportedException or TimeoutException)
        {
            // NotSupported: the server lacks STARTTLS or another extension that is required.
            return SendOutcome.TryAgain("The mail server cannot be reached or does not support what is required.");
        }
    }

    private async Task SendAsync(MimeMessage email, CancellationToken cancellationToken)
    {
        SecureSocketOptions security =
            _options.SmtpTls || _options.SmtpPort == NotificationOptions.SmtpTlsPort ? SecureSocketOptions.SslOnConnect
            : _options.SmtpStartTls ? SecureSocketOptions.StartTls
            : SecureSocketOptions.None;

        // Revocation lists would be fetched from addresses that the certificate names.
        using SmtpClient client = new()
        {
            CheckCertificateRevocation = false,
            ServerCertificateValidationCallback = CertificateValidation,
            Timeout = (int)_options.SmtpTimeout.TotalMilliseconds,
        };
        await client.ConnectAsync(_options.SmtpHost, _options.SmtpPort, security, cancellationToken).ConfigureAwait(false);
        if (_options.SmtpUser.Length > 0)
        {
            await client.AuthenticateAsync(_options.SmtpUser, _options.SmtpPassword, cancellationToken).ConfigureAwait(false);
        }

        FormatOptions format = FormatOptions.Default.Clone();
        format.International = client.Capabilities.HasFlag(SmtpCapabilities.UTF8);
        await client.SendAsync(format, email, cancellationToken).ConfigureAwait(false);
        await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
    }

    private MimeMessage Message(string target, JobEnd end)
    {
        (string subject, string text) = content.Email(end);
        MailboxAddress from = MailboxAddress.Parse(_options.SmtpFrom);
        MimeMessage email = new()
        {
            Subject = subject,
            Body = new TextPart("plain") { Text = text, ContentTransferEncoding = ContentEncoding.QuotedPrintable },
            Date = time.GetUtcNow(),

            // The same for every attempt, so that mail clients recognize a duplicate.
            MessageId = $"{end.DeliveryId}@{from.Domain}",
        };
        email.From.Add(from);
        email.To.Add(MailboxAddress.Parse(target));

        // Asks for no automatic replies (RFC 3834).
        email.Headers.Add("Auto-Submitted", "auto-generated");
        email.Headers.Add("X-RoDLA-Event", end.Event);
        email.Headers.Add("X-RoDLA-Delivery", end.DeliveryId);
        return email;
    }
}
