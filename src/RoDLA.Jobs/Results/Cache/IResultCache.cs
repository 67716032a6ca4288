namespace RoDLA.Jobs.Results.Cache;

/// <summary>Cache of reports by everything they depend on: file content, model and request.</summary>
public interface IResultCache
{
    /// <summary>Key of a report; null when it must not be cached (random numbers without a seed, charts).</summary>
    /// <param name="contentHash">SHA-256 of the file, lower-case hexadecimal.</param>
    /// <param name="request">The request; its file name is not part of the key.</param>
    string? Key(string contentHash, PageRequest request);

    /// <summary>A cached report as JSON; null when there is none.</summary>
    ValueTask<ReadOnlyMemory<byte>?> FindAsync(string key, CancellationToken cancellationToken);

    /// <summary>Caches a report; a failure is only logged.</summary>
    ValueTask KeepAsync(string key, ReadOnlyMemory<byte> report, CancellationToken cancellationToken);
}
