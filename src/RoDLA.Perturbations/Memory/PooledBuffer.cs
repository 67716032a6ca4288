using System.Buffers;
using System.Runtime.CompilerServices;

namespace RoDLA.Perturbations.Memory;

/// <summary>
/// Working memory, given back on <see cref="Dispose"/>; its content is undefined at first. It comes from the pool but for what the largest
/// pages need: a pool that kept such pieces would hold gigabytes long after.
/// </summary>
internal sealed class PooledBuffer<T> : IDisposable
    where T : unmanaged
{
    private const long MostPooledBytes = 64L << 20;

    private readonly bool _pooled;
    private T[]? _array;

    public PooledBuffer(long length)
    {
        Length = checked((int)length);
        _pooled = length * Unsafe.SizeOf<T>() <= MostPooledBytes;
        _array = _pooled ? ArrayPool<T>.Shared.Rent(Length) : GC.AllocateUninitializedArray<T>(Length);
    }

    public int Length { get; }

    public Span<T> Span => Array.AsSpan(0, Length);

    public Memory<T> Memory => Array.AsMemory(0, Length);

    public T[] Array => _array ?? throw new ObjectDisposedException(nameof(PooledBuffer<>));

    public Span<T> Slice(long start, int length) => Array.AsSpan((int)start, length);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _array, null) is { } array && _pooled)
        {
            ArrayPool<T>.Shared.Return(array);
        }
    }
}
