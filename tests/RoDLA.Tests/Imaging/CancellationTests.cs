using RoDLA.Imaging;
using RoDLA.Imaging.Reading;
using RoDLA.Imaging.Writing;
using Xunit;

namespace RoDLA.Tests.Imaging;

public sealed class CancellationTests
{
    [Theory]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.Png)]
    public async Task ReadPageAsync_CancelledWhileDecoding_StopsSoon(ImageFormat format)
    {
        DocumentSource source = Large(format);
        var clock = new CallingClock(_ => { });
        await ReadAsync(source, clock, CancellationToken.None);
        int callsWhenComplete = clock.Calls;

        using var cancel = new CancellationTokenSource();
        clock = new CallingClock(calls =>
        {
            if (calls == 10)
            {
                cancel.Cancel();
            }
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ReadAsync(source, clock, cancel.Token));
        Assert.InRange(callsWhenComplete, 20, int.MaxValue);
        Assert.InRange(clock.Calls, 10, 12);
    }

    [Fact]
    public async Task ReadPageAsync_PastTheTimeLimit_IsTooSlowAndSaysSo()
    {
        var clock = new CallingClock(_ => { }) { Step = TimeSpan.FromSeconds(4) };
        DocumentSource source = Large(ImageFormat.Png);
        ImageException refused = await Assert.ThrowsAsync<ImageException>(() => ReadAsync(source, clock, CancellationToken.None));

        Assert.Equal(ImageFault.TooSlow, refused.Fault);
        Assert.Contains("longer than 30 s", refused.Message, StringComparison.Ordinal);
        Assert.InRange(clock.Calls, 8, 12);
    }

    [Fact]
    public async Task ReadPageAsync_TiffOfSixteenBits_IsLimitedWhileItsRangeIsRead()
    {
        using NetVips.Image grey = NetVips.Image.Gaussnoise(1000, 2000, mean: 2000).Cast(NetVips.Enums.BandFormat.Ushort);
        DocumentSource source = DocumentSource.FromMemory(grey.TiffsaveBuffer(compression: NetVips.Enums.ForeignTiffCompression.Deflate));
        var clock = new CallingClock(_ => { });
        await ReadAsync(source, clock, CancellationToken.None);
        int callsOfBothReadings = clock.Calls;
        clock = new CallingClock(_ => { }) { Step = TimeSpan.FromSeconds(4) };

        ImageException refused = await Assert.ThrowsAsync<ImageException>(() => ReadAsync(source, clock, CancellationToken.None));

        Assert.Equal(ImageFault.TooSlow, refused.Fault);
        Assert.InRange(clock.Calls, 8, callsOfBothReadings / 3);
    }

    [Fact]
    public async Task OpenAsync_CancelledBefore_DoesNotStart() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Reading.Reader().OpenAsync(Fixture.Source("png-rgb.png"), new CancellationToken(canceled: true)));

    private static async Task ReadAsync(DocumentSource source, TimeProvider clock, CancellationToken cancellationToken)
    {
        var reader = new PageReader(new ImagingOptions(), clock);
        OpenDocument document = await reader.OpenAsync(source, CancellationToken.None);
        using PageImage page = await document.ReadPageAsync(1, default, cancellationToken);
    }

    private static DocumentSource Large(ImageFormat format)
    {
        using PageImage noise = PageImage.Rent(1000, 2000);
        new Random(3).NextBytes(noise.Pixels);
        return DocumentSource.FromMemory(format == ImageFormat.Jpeg ? ImageWriter.ToJpeg(noise) : ImageWriter.ToPng(noise, compression: 1));
    }

    /// <summary>A clock that advances by a step, and calls back, each time it is read.</summary>
    private sealed class CallingClock(Action<int> onCall) : TimeProvider
    {
        public int Calls { get; private set; }

        public TimeSpan Step { get; init; } = TimeSpan.FromMilliseconds(1);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp()
        {
            Calls++;
            onCall(Calls);
            return Calls * Step.Ticks;
        }
    }
}
