using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using RoDLA.Analysis.Json;
using RoDLA.Jobs.Fetching;

namespace RoDLA.Jobs.Notifications;

/// <summary>
/// Sends a message as a POST of JSON. 2xx means told, 410 means never again; no redirect is followed, and of the answer nothing but its
/// status is looked at.
/// </summary>
/// <param name="client">Calls nothing but what strangers may have called; it hands over an answer before its body is read.</param>
/// <param name="options">Secret and time limit.</param>
/// <param name="time">Tells the time that is signed.</param>
internal sealed class WebhookSender(HttpMessageInvoker client, NotificationOptions options, TimeProvider time) : IMessageSender
{
    /// <inheritdoc/>
    public DeliveryWay Way => DeliveryWay.Webhook;

    /// <inheritdoc/>
    public async Task<SendOutcome> SendAsync(string target, EndMessage message, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = new(options.WebhookTimeout, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using HttpRequestMessage request = Request(target, message);
            using HttpResponseMessage response = await client.SendAsync(request, either.Token).ConfigureAwait(false);
            return Outcome(response.StatusCode);
        }
        catch (FetchException e)
        {
            string why = $"The receiver is not called: {e.Message}.";
            return e.IsForItsHost ? SendOutcome.TryAgain(why) : SendOutcome.GiveUp(why);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return SendOutcome.TryAgain(string.Create(
                CultureInfo.InvariantCulture, $"The receiver did not answer within {options.WebhookTimeout.TotalSeconds:0.#} s."));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return SendOutcome.TryAgain("The receiver cannot be reached.");
        }
    }

    private static SendOutcome Outcome(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => SendOutcome.Sent,
        410 => SendOutcome.GiveUp("The receiver answered 410: it wants no more messages."),
        >= 300 and < 400 => SendOutcome.TryAgain($"The receiver answered {(int)status}; redirects are not followed."),
        _ => SendOutcome.TryAgain($"The receiver answered {(int)status}."),
    };

    private HttpRequestMessage Request(string target, EndMessage message)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(message, ReportJson.Options);
        long seconds = time.GetUtcNow().ToUnixTimeSeconds();
        HttpRequestMessage request = new(HttpMethod.Post, target) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("RoDLA-API", null));
        request.Headers.Add("X-RoDLA-Event", message.Event);
        request.Headers.Add("X-RoDLA-Delivery", message.DeliveryId);
        request.Headers.Add("X-RoDLA-Timestamp", seconds.ToString(CultureInfo.InvariantCulture));
        if (options.WebhookSecret.Length > 0)
        {
            request.Headers.Add("X-RoDLA-Signature", WebhookSignature.Of(options.WebhookSecret, seconds, body));
        }

        return request;
    }
}
