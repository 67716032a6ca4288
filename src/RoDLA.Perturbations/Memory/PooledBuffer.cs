namespace RoDLA.Perturbations.Memory;

/// <summary>Working memory from the pool, returned by <see cref="Dispose"/>. Initial content is undefined.</summary>
internal sealed class PooledBuffer<T>(long length) : IDisposable
    where T : unmanaged
{
    private T[]? _array = LargeArrayPool.Shared.Rent<T>(checked((int)length));

    public int Length { get; } = (int)length;

    public Span<T> Span => Array.AsSpan(0, Length);

    public Memory<T> Memory => Array.AsMemory(0, Length);

    public T[] Array => _array ?? throw new ObjectDisposedException(nameof(PooledBuffer<>));

    public Span<T> Slice(long start, int length) => Array.AsSpan((int)start, length);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _array, null) is { } array)
        {
            LargeArrayPool.Shared.Return(array);
        }
    }
}
