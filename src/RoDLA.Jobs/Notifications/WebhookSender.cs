using System.Net.Http.Headers;
using RoDLA.Jobs.Fetching;

namespace RoDLA.Jobs.Notifications;

/// <summary>
/// Sends a notification as a POST of JSON. 2xx is a delivery, 410 ends it; redirects are not followed, and the body of the response is not
/// read.
/// </summary>
internal sealed class WebhookSender(
    SafeHttpHandler handler, INotificationContent content, IOptions<NotificationOptions> options, TimeProvider time)
    : IMessageSender, IDisposable
{
    private readonly NotificationOptions _options = options.Value;
    private readonly HttpMessageInvoker _http = new(handler, disposeHandler: false);

    public DeliveryWay Way => DeliveryWay.Webhook;

    public async Task<SendOutcome> SendAsync(string target, JobEnd end, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timeout = new(_options.WebhookTimeout, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using HttpRequestMessage request = Request(target, end);
            using HttpResponseMessage response = await _http.SendAsync(request, either.Token).ConfigureAwait(false);
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
                CultureInfo.InvariantCulture, $"The receiver did not answer within {_options.WebhookTimeout.TotalSeconds:0.#} s."));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return SendOutcome.TryAgain("The receiver cannot be reached.");
        }
    }

    public void Dispose() => _http.Dispose();

    private static SendOutcome Outcome(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => SendOutcome.Sent,
        410 => SendOutcome.GiveUp("The receiver answered 410: it wants no more messages."),
        >= 300 and < 400 => SendOutcome.TryAgain($"The receiver answered {(int)status}; redirects are not followed."),
        _ => SendOutcome.TryAgain($"The receiver answered {(int)status}."),
    };

    private HttpRequestMessage Request(string target, JobEnd end)
    {
        ReadOnlyMemory<byte> body = content.Webhook(end);
        long seconds = time.GetUtcNow().ToUnixTimeSeconds();
        HttpRequestMessage request = new(HttpMethod.Post, target) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("RoDLA-API", null));
        request.Headers.Add("X-RoDLA-Event", end.Event);
        request.Headers.Add("X-RoDLA-Delivery", end.DeliveryId);
        request.Headers.Add("X-RoDLA-Timestamp", seconds.ToString(CultureInfo.InvariantCulture));
        if (_options.WebhookSecret.Length > 0)
        {
            request.Headers.Add("X-RoDLA-Signature", WebhookSignature.Of(_options.WebhookSecret, seconds, body.Span));
        }

        return request;
    }
}
