namespace RoDLA.Api.Usage;

/// <summary>What one API key has used so far; thread-safe.</summary>
internal sealed class UsageCounter
{
    private long _requests;
    private long _images;
    private long _inferenceTicks;
    private long _received;
    private long _sent;

    /// <summary>A counter that starts from a stored state.</summary>
    public static UsageCounter From(KeyUsage usage) => new()
    {
        _requests = usage.Requests,
        _images = usage.Images,
        _inferenceTicks = TimeSpan.FromSeconds(usage.InferenceSeconds).Ticks,
        _received = usage.BytesReceived,
        _sent = usage.BytesSent,
    };

    public void AddRequest(long received, long sent)
    {
        Interlocked.Increment(ref _requests);
        Interlocked.Add(ref _received, received);
        Interlocked.Add(ref _sent, sent);
    }

    public void AddImage(TimeSpan inference)
    {
        Interlocked.Increment(ref _images);
        Interlocked.Add(ref _inferenceTicks, inference.Ticks);
    }

    public KeyUsage Read(string? key) => new(
        key,
        Interlocked.Read(ref _requests),
        Interlocked.Read(ref _images),
        Math.Round(new TimeSpan(Interlocked.Read(ref _inferenceTicks)).TotalSeconds, 3),
        Interlocked.Read(ref _received),
        Interlocked.Read(ref _sent));
}
