using System.Collections.Concurrent;
using RoDLA.Analysis.Telemetry;
using RoDLA.Api.Ownership;

namespace RoDLA.Api.Usage;

/// <summary>Counts what every API key uses.</summary>
internal sealed class UsageMeter(CurrentOwner caller, TimeProvider time) : IPageObserver
{
    // A dictionary has no null key, and no key has an empty name.
    private const string WithoutKey = "";

    private readonly ConcurrentDictionary<string, UsageCounter> _counters = new(StringComparer.Ordinal);

    /// <summary>When the counting began, UTC.</summary>
    public DateTimeOffset Since { get; private set; } = time.GetUtcNow();

    /// <summary>Goes on from a stored state, before the first request.</summary>
    public void Restore(UsageReport stored)
    {
        Since = stored.Since;
        foreach (KeyUsage usage in stored.Keys)
        {
            _counters[usage.Key ?? WithoutKey] = UsageCounter.From(usage);
        }
    }

    /// <summary>A request was answered.</summary>
    public void AddRequest(string? key, long received, long sent) => Of(key).AddRequest(received, sent);

    /// <inheritdoc/>
    public void Observe(string? owner, TimeSpan inference) => Of(owner ?? caller.Name).AddImage(inference);

    /// <summary>The usage of every key, by name.</summary>
    public UsageReport Read() => new(
        Since,
        [
            .. _counters.OrderBy(counter => counter.Key, StringComparer.Ordinal)
                .Select(counter => counter.Value.Read(counter.Key == WithoutKey ? null : counter.Key)),
        ]);

    /// <summary>Images of all keys so far, and the seconds of inference that they took.</summary>
    public (long Images, double InferenceSeconds) Total()
    {
        IReadOnlyList<KeyUsage> keys = Read().Keys;
        return (keys.Sum(key => key.Images), keys.Sum(key => key.InferenceSeconds));
    }

    private UsageCounter Of(string? key) => _counters.GetOrAdd(key ?? WithoutKey, static _ => new UsageCounter());
}
