using System.Numerics;
using System.Runtime.CompilerServices;

namespace RoDLA.Imaging;

/// <summary>
/// Pool of page-sized arrays, shared by all threads. The runtime's pool caches one array for each thread and size too, so memory would
/// grow with every thread that handles a page.
/// </summary>
/// <param name="budget">Maximum number of bytes kept; the array returned first is dropped first.</param>
/// <param name="time">Measures how long an array is unused.</param>
public sealed class LargeArrayPool(long budget, TimeProvider time)
{
    /// <summary>Minimum size in bytes of a large array; smaller ones are rented from the runtime's pool.</summary>
    public const int LargeFrom = 256 * 1024;

    private const long BudgetPerProcessor = 128L << 20;
    private const int ShareOfMemory = 8;
    private static readonly TimeSpan MaxIdle = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly List<Kept> _kept = [];
    private long _keptBytes;
    private long _droppedBytes;

    /// <summary>The pool of the process.</summary>
    public static LargeArrayPool Shared { get; } = new(
        BudgetFor(Environment.ProcessorCount, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes), TimeProvider.System);

    /// <summary>Rents an array of at least <paramref name="length"/> elements; its content is undefined.</summary>
    public T[] Rent<T>(int length)
        where T : unmanaged
    {
        // The runtime's pool rounds up to less than twice the length, so the size of a returned array tells which pool it is from.
        int size = Unsafe.SizeOf<T>();
        if ((long)length * size <= LargeFrom / 2)
        {
            return ArrayPool<T>.Shared.Rent(length);
        }

        int rounded = Round(Math.Max(length, (LargeFrom + size - 1) / size));
        return Take<T>(rounded) ?? GC.AllocateUninitializedArray<T>(rounded);
    }

    /// <summary>Returns an array of <see cref="Rent"/>.</summary>
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

        Keep(array, bytes, out bool mustCollect);
        if (mustCollect)
        {
            // The service allocates little else, so the collector would leave gigabytes of dropped arrays for minutes.
            GC.Collect();
        }
    }

    /// <summary>Enough for a few large pages on each processor, at most an eighth of the memory.</summary>
    internal static long BudgetFor(int processors, long memory) => Math.Min(processors * BudgetPerProcessor, memory / ShareOfMemory);

    // Four sizes between two powers of two: pages of similar size share arrays, and at most a fifth of an array is unused.
    private static int Round(int length)
    {
        int step = 1 << Math.Max(0, BitOperations.Log2((uint)length) - 2);
        return (int)Math.Min(Array.MaxLength, ((long)length + step - 1) / step * step);
    }

    private void Keep(Array array, long bytes, out bool mustCollect)
    {
        lock (_lock)
        {
            long now = time.GetTimestamp();
            _kept.Add(new Kept(array, bytes, now));
            _keptBytes += bytes;
            int drop = 0;
            while (drop < _kept.Count && (_keptBytes > budget || time.GetElapsedTime(_kept[drop].Since, now) > MaxIdle))
            {
                _keptBytes -= _kept[drop].Bytes;
                _droppedBytes += _kept[drop++].Bytes;
            }

            _kept.RemoveRange(0, drop);
            mustCollect = _droppedBytes >= budget;
            _droppedBytes = mustCollect ? 0 : _droppedBytes;
        }
    }

    // The array returned last may still be in the processor's cache.
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
