using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Text;

namespace RoDLA.Jobs.Notifications;

/// <summary>
/// Sends a message as a plain letter by SMTP. The framework's client sends one letter at a time and keeps its connection as long as it
/// lives, so every letter has a client of its own; its own time-out is for calls that block only, so the limit is kept here.
/// </summary>
internal sealed class EmailSender(NotificationOptions options, TimeProvider time) : IMessageSender
{
    /// <inheritdoc/>
    public DeliveryWay Way => DeliveryWay.Email;

    /// <inheritdoc/>
    public async Task<SendOutcome> SendAsync(string target, EndMessage message, CancellationToken cancellationToken)
    {
        if (!options.SendsEmail)
        {
            return SendOutcome.GiveUp("The service has no mail server configured.");
        }

        using CancellationTokenSource limit = new(options.SmtpTimeout, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using MailMessage letter = Letter(target, message);
            using SmtpClient client = Client();
            await client.SendMailAsync(letter, either.Token).ConfigureAwait(false);
            return SendOutcome.Sent;
        }
        catch (SmtpFailedRecipientException e) when ((int)e.StatusCode is >= 500 and < 600)
        {
            return SendOutcome.GiveUp($"The mail server refused the address ({(int)e.StatusCode}).");
        }
        catch (SmtpException e) when (!cancellationToken.IsCancellationRequested)
        {
            return SendOutcome.TryAgain((int)e.StatusCode is >= 400 and < 600
                ? $"The mail server refused the letter ({(int)e.StatusCode})."
                : "The mail server cannot be reached, or does not speak as it must.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return SendOutcome.TryAgain(string.Create(
                CultureInfo.InvariantCulture, $"The mail server did not take the letter within {options.SmtpTimeout.TotalSeconds:0.#} s."));
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or FormatException)
        {
            return SendOutcome.TryAgain("The letter could not be sent.");
        }
    }

    private MailMessage Letter(string target, EndMessage message)
    {
        MailMessage letter = new(new MailAddress(options.SmtpFrom), new MailAddress(target))
        {
            Subject = EmailText.Subject(message),
            SubjectEncoding = Encoding.UTF8,
            Body = EmailText.Body(message, options.PublicUrl),
            BodyEncoding = Encoding.UTF8,
            IsBodyHtml = false,
        };

        // So that no mailbox answers a machine, and one who got it twice sees that.
        letter.Headers.Add("Auto-Submitted", "auto-generated");
        letter.Headers.Add("X-RoDLA-Event", message.Event);
        letter.Headers.Add("X-RoDLA-Delivery", message.DeliveryId);
        return letter;
    }

    private SmtpClient Client() => new(options.SmtpHost, options.SmtpPort)
    {
        EnableSsl = options.SmtpStartTls,
        UseDefaultCredentials = false,
        DeliveryMethod = SmtpDeliveryMethod.Network,
        DeliveryFormat = SmtpDeliveryFormat.International,
        Credentials = options.SmtpUser.Length > 0 ? new NetworkCredential(options.SmtpUser, options.SmtpPassword) : null,
    };
}
