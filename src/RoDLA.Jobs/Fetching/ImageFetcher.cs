using System.Net.Http.Headers;
using RoDLA.Imaging.Formats;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Fetching;

/// <summary>
/// Fetches images by <see cref="SafeHttpHandler"/>: follows redirects one by one, checks the format by the first bytes and the size while
/// streaming.
/// </summary>
internal sealed class ImageFetcher(SafeHttpHandler handler, CallPolicy policy, IOptions<FetchOptions> options, TimeProvider time)
    : IImageFetcher, IDisposable
{
    private const int BufferSize = 81_920;
    private const string Failed = "Failed to download image: ";
    private static readonly ProductInfoHeaderValue Agent = new("RoDLA-API", null);
    private readonly FetchOptions _options = options.Value;
    private readonly HttpMessageInvoker _http = new(handler, disposeHandler: false);

    public string? WhyRefused(string url) => Reason(url, out _) is { } reason ? Failed + reason + "." : null;

    public async Task<long> FetchAsync(string url, Stream destination, CancellationToken cancellationToken)
    {
        if (Reason(url, out Uri? address) is { } reason)
        {
            throw Fault(ErrorCategory.AddressRefused, reason);
        }

        using CancellationTokenSource timeout = new(_options.Timeout, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            using HttpResponseMessage response = await FollowAsync(address!, either.Token);
            return await CopyAsync(response, destination, either.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            string what = timeout.IsCancellationRequested
                ? $"it took longer than {_options.Timeout.TotalSeconds:0.###} s"
                : $"its host took longer than {_options.ConnectTimeout.TotalSeconds:0.###} s to answer a connection";
            throw Fault(ErrorCategory.TimedOut, what, e);
        }
    }

    public void Dispose() => _http.Dispose();

    private string? Reason(string url, out Uri? address)
    {
        address = null;
        return _options.Enabled ? policy.WhyRefused(url, out address) : "this service is configured to fetch nothing by address";
    }

    private async Task<HttpResponseMessage> FollowAsync(Uri address, CancellationToken cancellationToken)
    {
        for (int redirects = 0; ; redirects++)
        {
            HttpResponseMessage response = await SendAsync(address, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            using (response)
            {
                if (!IsRedirect(response.StatusCode))
                {
                    throw Fault(CategoryOf(response.StatusCode), $"status code {(int)response.StatusCode}");
                }

                address = redirects < _options.MaxRedirects
                    ? Target(address, response)
                    : throw Fault(ErrorCategory.DownloadRefused, $"there are more than {_options.MaxRedirects} redirects");
            }
        }
    }

    private async Task<HttpResponseMessage> SendAsync(Uri address, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        request.Headers.UserAgent.Add(Agent);
        request.Headers.Accept.ParseAdd("image/*, application/pdf;q=0.9, */*;q=0.1");
        request.Headers.AcceptEncoding.ParseAdd("identity");
        try
        {
            return await _http.SendAsync(request, cancellationToken);
        }
        catch (FetchException e)
        {
            throw Fault(e.Category, e.Message, e);
        }
        catch (HttpRequestException e)
        {
            // Messages of the framework contain IP addresses.
            (ErrorCategory category, string reason) = e.HttpRequestError switch
            {
                HttpRequestError.ConfigurationLimitExceeded => (ErrorCategory.DownloadRefused, "the headers of the answer are too large"),
                HttpRequestError.SecureConnectionError => (ErrorCategory.DownloadFailed, "no secure connection to its host could be made"),
                HttpRequestError.InvalidResponse => (ErrorCategory.DownloadFailed, "the answer is not valid HTTP"),
                _ => (ErrorCategory.DownloadFailed, "its host could not be reached"),
            };
            throw Fault(category, reason, e);
        }
    }

    /// <summary>The checked target of a redirect.</summary>
    private Uri Target(Uri address, HttpResponseMessage response)
    {
        // The raw header: the parsed property reads "/path" as a file URL.
        if (!response.Headers.NonValidated.TryGetValues("Location", out HeaderStringValues locations) || locations.Count != 1
            || !Uri.TryCreate(address, locations.ToString(), out Uri? target))
        {
            throw Fault(ErrorCategory.DownloadRefused, $"status code {(int)response.StatusCode} without an address to go to");
        }

        if (policy.WhyRefused(target.OriginalString, out _) is { } reason)
        {
            throw Fault(ErrorCategory.AddressRefused, "it redirects elsewhere, but " + reason);
        }

        return address.Scheme == "https" && target.Scheme == "http"
            ? throw Fault(ErrorCategory.AddressRefused, "it redirects from https to http")
            : target;
    }

    private async Task<long> CopyAsync(HttpResponseMessage response, Stream destination, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > _options.MaxFileBytes)
        {
            throw TooLarge();
        }

        await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int head = await ReadAsync(body, buffer.AsMemory(0, FormatSniffer.HeadLength), cancellationToken);
            if (FormatSniffer.Sniff(buffer.AsSpan(0, head)) is null)
            {
                throw Fault(ErrorCategory.BadImage, head == 0 ? "its content is empty" : "its content is not a supported image");
            }

            long total = 0;
            for (int read = head; read > 0; read = await ReadAsync(body, buffer, cancellationToken))
            {
                total += read;
                if (total > _options.MaxFileBytes)
                {
                    throw TooLarge();
                }

                await destination.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            return total;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Reads until the buffer is full or the body ends.</summary>
    private static async Task<int> ReadAsync(Stream body, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw Fault(ErrorCategory.DownloadFailed, "the connection broke", e);
        }
    }

    private static bool IsRedirect(HttpStatusCode status) => (int)status is 301 or 302 or 303 or 307 or 308;

    /// <summary>Time-outs, 429 and server errors are transient; other statuses are permanent.</summary>
    private static ErrorCategory CategoryOf(HttpStatusCode status) =>
        (int)status is >= 500 or 408 or 425 or 429 ? ErrorCategory.DownloadFailed : ErrorCategory.DownloadRefused;

    private FetchException TooLarge() => Fault(ErrorCategory.OverLimit, $"it is larger than {_options.MaxFileMegabytes} MB");

    private static FetchException Fault(ErrorCategory category, string reason, Exception? inner = null) =>
        new(category, Failed + reason, inner);
}
