using RoDLA.Analysis.Pipeline;

namespace RoDLA.Jobs.Results.Cache;

/// <summary>Answers that were given before, by what they depend on: the file's content, the model, and what was asked for.</summary>
public interface IResultCache
{
    /// <summary>Key of an answer; null when it must not be kept (random numbers without a seed, charts).</summary>
    /// <param name="contentHash">SHA-256 of the file, lower-case hexadecimal.</param>
    /// <param name="request">What is asked for; its file name has no part in the key.</param>
    string? Key(string contentHash, PageRequest request);

    /// <summary>An answer of before, its bytes as JSON; null when there is none.</summary>
    ValueTask<ReadOnlyMemory<byte>?> FindAsync(string key, CancellationToken cancellationToken);

    /// <summary>Keeps an answer; failing to is logged and no more.</summary>
    ValueTask KeepAsync(string key, ReadOnlyMemory<byte> report, CancellationToken cancellationToken);
}
