using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace RoDLA.Imaging;

/// <summary>
/// Arrays of the size of pages, kept for the next who needs one. All threads share them: the runtime's own pool keeps one for each thread and
/// size beside, and a page that wanders over many threads would leave one with each.
/// </summary>
/// <param name="budget">Most bytes that are kept; those that came back first go first.</param>
/// <param name="time">Tells how long an array has lain unused.</param>
public sealed class LargeArrayPool(long budget, TimeProvider time)
{
    /// <summary>Bytes from which on an array is large; smaller ones are the runtime's own pool's.</summary>
    public const int LargeFrom = 256 * 1024;

    private const long BudgetPerProcessor = 128L << 20;
    private const int ShareOfMemory = 8;
    private static readonly TimeSpan Unused = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly List<Kept> _kept = [];
    private long _keptBytes;
    private long _droppedBytes;

    /// <summary>The pool of the process.</summary>
    public static LargeArrayPool Shared { get; } = new(
        BudgetFor(Environment.ProcessorCount, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes), TimeProvider.System);

    /// <summary>Takes an array of at least <paramref name="length"/> elements; its content is undefined.</summary>
    public T[] Rent<T>(int length)
        where T : unmanaged
    {
        // The runtime's pool rounds up too, to less than twice the length: what comes from there is told by its size when it comes back.
        int size = Unsafe.SizeOf<T>();
        if ((long)length * size <= LargeFrom / 2)
        {
            return ArrayPool<T>.Shared.Rent(length);
        }

        int rounded = Round(Math.Max(length, (LargeFrom + size - 1) / size));
        return Take<T>(rounded) ?? GC.AllocateUninitializedArray<T>(rounded);
    }

    /// <summary>Gives an array of <see cref="Rent"/> back.</summary>
    public void Return<T>(T[] array)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(array);
        long bytes = (long)array.Length * Unsafe.SizeOf<T>();
        if (bytes < LargeFrom)
        {
            ArrayPool<T>.Shared.Return(array);
            return;
        }

        Keep(array, bytes, out bool isMuchDropped);
        if (isMuchDropped)
        {
            // The collector sees little else that is new, and would leave gigabytes of dropped arrays lying for minutes.
            GC.Collect();
        }
    }

    /// <summary>What a few large pages at once on each processor need, and no more of the memory than an eighth.</summary>
    internal static long BudgetFor(int processors, long memory) => Math.Min(processors * BudgetPerProcessor, memory / ShareOfMemory);

    // Four sizes between a power of two and the next: pages of nearly the same size share arrays, and a fifth at most is left over.
    private static int Round(int length)
    {
        int step = 1 << Math.Max(0, BitOperations.Log2((uint)length) - 2);
        return (int)Math.Min(Array.MaxLength, ((long)length + step - 1) / step * step);
    }

    private void Keep(Array array, long bytes, out bool isMuchDropped)
    {
        lock (_lock)
        {
            long now = time.GetTimestamp();
            _kept.Add(new Kept(array, bytes, now));
            _keptBytes += bytes;
            int drop = 0;
            while (drop < _kept.Count && (_keptBytes > budget || time.GetElapsedTime(_kept[drop].Since, now) > Unused))
            {
                _keptBytes -= _kept[drop].Bytes;
                _droppedBytes += _kept[drop++].Bytes;
            }

            _kept.RemoveRange(0, drop);
            isMuchDropped = _droppedBytes >= budget;
            _droppedBytes = isMuchDropped ? 0 : _droppedBytes;
        }
    }

    // The one that came back last: it may still be in the processor's cache.
    private T[]? Take<T>(int length)
    {
        lock (_lock)
        {
            for (int i = _kept.Count - 1; i >= 0; i--)
            {
                if (_kept[i].Array is T[] array && array.Length == length && array.GetType() == typeof(T[]))
                {
                    _keptBytes -= _kept[i].Bytes;
                    _kept.RemoveAt(i);
                    return array;
                }
            }
        }

        return null;
    }

    private readonly record struct Kept(Array Array, long Bytes, long Since);
}
