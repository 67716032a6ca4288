using System.Net.Http.Headers;

namespace RoDLA.Jobs.Downloads;

/// <summary>A file on its way: what is written of it, and of which version.</summary>
/// <param name="file">Where it is written.</param>
/// <param name="report">Receives the progress.</param>
internal sealed class Transfer(Stream file, Action<DownloadProgress> report)
{
    private EntityTagHeaderValue? _version;

    /// <summary>Bytes that are written.</summary>
    public long Done { get; private set; }

    /// <summary>Bytes of the file; null when the host does not say.</summary>
    public long? Total { get; private set; }

    /// <summary>Asks for the rest of the same version.</summary>
    public void Ask(HttpRequestMessage request)
    {
        if (Done > 0 && _version is not null)
        {
            request.Headers.Range = new RangeHeaderValue(Done, null);
            request.Headers.IfRange = new RangeConditionHeaderValue(_version);
        }
    }

    /// <summary>Begins anew.</summary>
    public void Restart()
    {
        file.SetLength(0);
        Done = 0;
        _version = null;
    }

    /// <summary>Takes the length and the version of the file from an answer.</summary>
    public void Begin(HttpResponseMessage response)
    {
        HttpContentHeaders headers = response.Content.Headers;
        Total = headers.ContentRange?.Length ?? (headers.ContentLength + Done);
        _version = response.Headers.ETag is { IsWeak: false } version ? version : null;
    }

    /// <summary>Writes what came.</summary>
    /// <exception cref="DownloadException">The disk is full, or the file cannot be written.</exception>
    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            file.Position = Done;
            await file.WriteAsync(bytes, cancellationToken);
            await file.FlushAsync(cancellationToken);
        }
        catch (IOException e)
        {
            throw new DownloadException($"The file could not be written: {e.Message} Make room and try again.", e);
        }

        Done += bytes.Length;
        report(new DownloadProgress(Done, Total));
    }
}
