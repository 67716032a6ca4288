using System.Numerics;
using System.Runtime.CompilerServices;

namespace RoDLA.Imaging;

/// <summary>
/// Pool of page-sized arrays, shared by all threads. The runtime's pool caches one array for each thread and size too, so memory would
/// grow with every thread that handles a page. Arrays unused for a while are dropped, and when all are, the process returns the memory
/// to the system.
/// </summary>
/// <param name="budget">Maximum number of bytes kept; the array returned first is dropped first.</param>
/// <param name="time">Measures how long an array is unused.</param>
public sealed partial class LargeArrayPool(long budget, TimeProvider time)
{
    /// <summary>Minimum size in bytes of a large array; smaller ones are rented from the runtime's pool.</summary>
    public const int LargeFrom = 256 * 1024;

    private const long BudgetPerProcessor = 128L << 20;
    private const int ShareOfMemory = 8;
    private static readonly TimeSpan MaxIdle = TimeSpan.FromSeconds(10);

    private readonly long _budget = budget;
    private readonly TimeProvider _time = time;
    private readonly Lock _lock = new();
    private readonly List<Kept> _kept = [];
    private long _keptBytes;
    private long _droppedBytes;
    private ITimer? _trimming;

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

        if (Keep(array, bytes))
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

    /// <summary>True when so much was dropped that it must be collected.</summary>
    private bool Keep(Array array, long bytes)
    {
        lock (_lock)
        {
            _kept.Add(new Kept(array, bytes, _time.GetTimestamp()));
            _keptBytes += bytes;
            _trimming ??= _time.CreateTimer(_ => Trim(), null, MaxIdle, Timeout.InfiniteTimeSpan);
            return Drop(static (pool, _) => pool._keptBytes > pool._budget);
        }
    }

    private void Trim()
    {
        bool mustCollect;
        bool isIdle;
        lock (_lock)
        {
            mustCollect = Drop(static (pool, kept) => pool._time.GetElapsedTime(kept.Since) >= MaxIdle);
            isIdle = _kept.Count == 0;
            if (isIdle)
            {
                _trimming!.Dispose();
                _trimming = null;
            }
            else
            {
                _trimming!.Change(MaxIdle, Timeout.InfiniteTimeSpan);
            }
        }

        if (isIdle)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            ReleaseNativeMemory();
        }
        else if (mustCollect)
        {
            GC.Collect();
        }
    }

    /// <summary>Drops the oldest arrays; true when so much was dropped that it must be collected.</summary>
    private bool Drop(Func<LargeArrayPool, Kept, bool> isDropped)
    {
        int drop = 0;
        while (drop < _kept.Count && isDropped(this, _kept[drop]))
        {
            _keptBytes -= _kept[drop].Bytes;
            _droppedBytes += _kept[drop++].Bytes;
        }

        _kept.RemoveRange(0, drop);
        if (_droppedBytes < _budget)
        {
            return false;
        }

        _droppedBytes = 0;
        return true;
    }

    // libvips and ONNX Runtime allocate from glibc, which keeps what they free; other systems and libraries have no such function.
    private static void ReleaseNativeMemory()
    {
        if (OperatingSystem.IsLinux() && NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "malloc_trim", out _))
        {
            _ = TrimNativeHeap(keep: 0);
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int TrimNativeHeap(nuint keep);

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
