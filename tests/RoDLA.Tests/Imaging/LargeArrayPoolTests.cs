using System.Runtime.CompilerServices;
using RoDLA.Imaging;
using RoDLA.Tests.Jobs.Fixtures;
using Xunit;

namespace RoDLA.Tests.Imaging;

public sealed class LargeArrayPoolTests
{
    private const int Megabyte = 1 << 20;

    private readonly FakeClock _time = new();

    [Theory]
    [InlineData(1)]
    [InlineData(100_000)]
    [InlineData(LargeArrayPool.LargeFrom / 2)]
    [InlineData((LargeArrayPool.LargeFrom / 2) + 1)]
    [InlineData(LargeArrayPool.LargeFrom)]
    [InlineData((4 * Megabyte) + 1)]
    [InlineData(11_606_118)]
    [InlineData(300_000_000)]
    public void Rent_AnyLength_IsThatLongAndLittleLonger(int length)
    {
        LargeArrayPool pool = Pool(Megabyte);

        byte[] bytes = pool.Rent<byte>(length);

        Assert.InRange(bytes.Length, length, Math.Max(LargeArrayPool.LargeFrom, (int)Math.Min(Array.MaxLength, 1.25 * length)));
        pool.Return(bytes);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(40_000)]
    [InlineData(300_000)]
    public void Return_ElementsOfAnySize_AreAccepted(int length)
    {
        LargeArrayPool pool = Pool(100 * Megabyte);

        pool.Return(pool.Rent<(int, int, int)>(length));
        pool.Return(pool.Rent<double>(length));
        pool.Return(pool.Rent<ushort>(length));
    }

    [Fact]
    public void Rent_AfterAReturnOnAnotherThread_IsTheSameArray()
    {
        LargeArrayPool pool = Pool(100 * Megabyte);
        byte[] array = pool.Rent<byte>(5 * Megabyte);
        Thread other = new(() => pool.Return(array));
        other.Start();
        other.Join();

        Assert.Same(array, pool.Rent<byte>((5 * Megabyte) - 3));
    }

    [Fact]
    public void Rent_WhileOneIsRented_IsAnother()
    {
        LargeArrayPool pool = Pool(100 * Megabyte);
        byte[] array = pool.Rent<byte>(Megabyte);

        Assert.NotSame(array, pool.Rent<byte>(Megabyte));
    }

    [Fact]
    public void Rent_ElementsOfTheSameSizeAndAnotherType_AreNotShared()
    {
        LargeArrayPool pool = Pool(100 * Megabyte);
        pool.Return(pool.Rent<int>(Megabyte));

        Assert.Equal(typeof(uint[]), pool.Rent<uint>(Megabyte).GetType());
    }

    [Fact]
    public void Return_MoreThanTheBudget_KeepsTheLast()
    {
        LargeArrayPool pool = Pool(5 * Megabyte);
        byte[][] arrays = [.. Enumerable.Range(0, 4).Select(_ => pool.Rent<byte>(2 * Megabyte))];
        Array.ForEach(arrays, pool.Return);

        byte[][] again = [.. Enumerable.Range(0, 4).Select(_ => pool.Rent<byte>(2 * Megabyte))];

        Assert.Same(arrays[3], again[0]);
        Assert.Same(arrays[2], again[1]);
        Assert.DoesNotContain(arrays, a => a == again[2] || a == again[3]);
    }

    [Theory]
    [InlineData(1, 64L << 30, 128)]
    [InlineData(2, 24L << 30, 256)]
    [InlineData(16, 128L << 30, 2048)]
    [InlineData(16, 2L << 30, 256)]
    [InlineData(2, 512L << 20, 64)]
    public void BudgetFor_ProcessorsAndMemory_IsTheSmallerShare(int processors, long memory, int megabytes) =>
        Assert.Equal(megabytes, LargeArrayPool.BudgetFor(processors, memory) / Megabyte);

    [Fact]
    public void Return_OneLargerThanTheBudget_IsNotKept()
    {
        LargeArrayPool pool = Pool(Megabyte);
        byte[] array = pool.Rent<byte>(2 * Megabyte);
        pool.Return(array);

        Assert.NotSame(array, pool.Rent<byte>(2 * Megabyte));
    }

    [Fact]
    public void Return_UnusedForTenSeconds_IsDroppedAndTheRestStays()
    {
        LargeArrayPool pool = Pool(100 * Megabyte);
        byte[] old = pool.Rent<byte>(2 * Megabyte);
        pool.Return(old);
        _time.Advance(TimeSpan.FromSeconds(5));
        byte[] last = pool.Rent<byte>(Megabyte);
        pool.Return(last);
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Same(last, pool.Rent<byte>(Megabyte));
        Assert.NotSame(old, pool.Rent<byte>(2 * Megabyte));
    }

    [Fact]
    public void Return_NothingUsedForTenSeconds_IsCollectedAndNoTimerRuns()
    {
        LargeArrayPool pool = Pool(100 * Megabyte);
        WeakReference array = UseAndDrop(pool);
        Assert.True(array.IsAlive);

        _time.Advance(TimeSpan.FromSeconds(10));
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.False(array.IsAlive);
        Assert.Null(_time.NextTimer);
    }

    [Fact]
    public void Return_AsMuchDroppedAsTheBudget_IsCollected()
    {
        LargeArrayPool pool = Pool(3 * Megabyte);
        WeakReference first = UseAndDrop(pool);
        UseAndDrop(pool);

        Assert.False(first.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference UseAndDrop(LargeArrayPool pool)
    {
        byte[] array = pool.Rent<byte>(2 * Megabyte);
        byte[] other = pool.Rent<byte>(2 * Megabyte);
        pool.Return(array);
        pool.Return(other);
        return new WeakReference(array);
    }

    private LargeArrayPool Pool(long budget) => new(budget, _time);
}
