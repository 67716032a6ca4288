using System.Net.Http.Headers;
using RoDLA.Jobs.Fetching;

namespace RoDLA.Jobs.Downloads;

/// <summary>
/// Downloads by <see cref="SafeHttpHandler"/>, so that every address, redirects too, is checked. After a break it asks for the rest of the
/// same version of the file (<c>Range</c> with <c>If-Range</c>, RFC 9110 sections 13 and 14), and begins anew where the host has another.
/// </summary>
internal sealed class FileDownloader(
    SafeHttpHandler handler, CallPolicy policy, IOptions<FetchOptions> fetch, IOptions<DownloadOptions> options, TimeProvider time)
    : IFileDownloader, IDisposable
{
    private const int BufferSize = 1 << 17;

    private static readonly ProductInfoHeaderValue Agent = new("RoDLA-API", null);
    private readonly DownloadOptions _options = options.Value;
    private readonly HttpMessageInvoker _http = new(handler, disposeHandler: false);

    /// <summary>Opens the file to write; replaced in tests.</summary>
    internal Func<string, Stream> OpenWrite { get; init; } = File.Create;

    /// <inheritdoc/>
    public async Task DownloadAsync(string url, string path, Action<DownloadProgress> report, CancellationToken cancellationToken)
    {
        if (policy.WhyRefused(url, out Uri? address) is { } refused)
        {
            throw Failed(url, refused);
        }

        await using Stream file = OpenWrite(path);
        Transfer transfer = new(file, report);
        for (int failures = 0; ;)
        {
            long before = transfer.Done;
            try
            {
                await ContinueAsync(address!, transfer, cancellationToken);
                return;
            }
            catch (FetchException e)
            {
                throw Failed(url, e.Message, e);
            }
            catch (Exception e) when (IsBreak(e) && !cancellationToken.IsCancellationRequested)
            {
                failures = transfer.Done > before ? 0 : failures + 1;
                if (failures > _options.Retries)
                {
                    throw Failed(url, "the connection broke again and again, without a byte", e);
                }

                await Task.Delay(_options.RetryDelay * Math.Pow(2, failures), time, cancellationToken);
            }
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Connections that break or stall, and answers that may be others next time.</summary>
    private static bool IsBreak(Exception e) => e is HttpRequestException or HttpIOException or OperationCanceledException;

    private async Task ContinueAsync(Uri address, Transfer transfer, CancellationToken cancellationToken)
    {
        using CancellationTokenSource stall = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stall.CancelAfter(_options.StallTimeout);
        using HttpResponseMessage response = await FollowAsync(address, transfer, stall.Token);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            transfer.Restart();
            throw new HttpRequestException("The host has no rest of the file.");
        }

        if (response.StatusCode != HttpStatusCode.PartialContent || response.Content.Headers.ContentRange?.From != transfer.Done)
        {
            transfer.Restart();
        }

        transfer.Begin(response);
        if (transfer.Total > _options.MaxFileBytes)
        {
            throw new FetchException(Model.ErrorCategory.OverLimit, TooLarge);
        }

        await using Stream body = await response.Content.ReadAsStreamAsync(stall.Token);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (int read; (read = await body.ReadAsync(buffer, stall.Token)) > 0;)
            {
                stall.CancelAfter(_options.StallTimeout);
                if (transfer.Done + read > _options.MaxFileBytes)
                {
                    throw new FetchException(Model.ErrorCategory.OverLimit, TooLarge);
                }

                await transfer.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        if (transfer.Done < transfer.Total)
        {
            throw new HttpRequestException("The answer ended early.");
        }
    }

    private string TooLarge => $"it is larger than {_options.MaxFileMegabytes} MB (RODLA_DOWNLOAD_MAX_FILE_MB)";

    private async Task<HttpResponseMessage> FollowAsync(Uri address, Transfer transfer, CancellationToken cancellationToken)
    {
        for (int redirects = 0; ; redirects++)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, address);
            request.Headers.UserAgent.Add(Agent);
            request.Headers.AcceptEncoding.ParseAdd("identity");
            transfer.Ask(request);
            HttpResponseMessage response = await _http.SendAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
            {
                return response;
            }

            using (response)
            {
                address = (int)response.StatusCode switch
                {
                    301 or 302 or 303 or 307 or 308 when redirects < fetch.Value.MaxRedirects => Target(address, response),
                    301 or 302 or 303 or 307 or 308 => throw Refused($"there are more than {fetch.Value.MaxRedirects} redirects"),
                    408 or 425 or 429 or >= 500 => throw new HttpRequestException($"status code {(int)response.StatusCode}"),
                    401 or 403 => throw Refused($"its host wants an account (status code {(int)response.StatusCode})"),
                    404 or 410 => throw Refused($"its host has no such file (status code {(int)response.StatusCode})"),
                    int status => throw Refused($"status code {status}"),
                };
            }
        }
    }

    private Uri Target(Uri address, HttpResponseMessage response)
    {
        // The raw header: the parsed property reads "/path" as a file URL.
        if (!response.Headers.NonValidated.TryGetValues("Location", out HeaderStringValues locations) || locations.Count != 1
            || !Uri.TryCreate(address, locations.ToString(), out Uri? target))
        {
            throw Refused($"status code {(int)response.StatusCode} without an address to go to");
        }

        return policy.WhyRefused(target.OriginalString, out _) is { } reason
            ? throw Refused($"it redirects to {target.Host}, but {reason}")
            : address.Scheme == "https" && target.Scheme == "http" ? throw Refused("it redirects from https to http")
            : target;
    }

    private static FetchException Refused(string reason) => new(Model.ErrorCategory.DownloadRefused, reason);

    private static DownloadException Failed(string url, string reason, Exception? inner = null) =>
        new($"'{url}' could not be downloaded: {reason}.", inner);
}
