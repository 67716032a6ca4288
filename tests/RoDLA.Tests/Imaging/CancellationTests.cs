using System.Diagnostics;
using RoDLA.Imaging;
using Xunit;

namespace RoDLA.Tests.Imaging;

public sealed class CancellationTests
{
    private static readonly Lazy<byte[]> Large = new(() =>
    {
        using PageImage noise = PageImage.Rent(4000, 4000);
        new Random(3).NextBytes(noise.Pixels);
        return ImageWriter.ToPng(noise, compression: 1);
    });

    [Fact]
    public async Task ReadAsync_CancelledWhileDecoding_StopsSoon()
    {
        PageReader reader = Reading.Reader();
        DocumentSource source = DocumentSource.FromMemory(Large.Value);
        DocumentInfo info = await reader.InspectAsync(source, CancellationToken.None);
        long start = Stopwatch.GetTimestamp();
        using (DecodedPage page = await reader.ReadAsync(source, info, 1, null, CancellationToken.None))
        {
            Assert.Equal(new PageSize(4000, 4000), page.FullSize);
        }

        TimeSpan whole = Stopwatch.GetElapsedTime(start);
        using var cancel = new CancellationTokenSource(whole / 10);
        start = Stopwatch.GetTimestamp();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await reader.ReadAsync(source, info, 1, null, cancel.Token));
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, whole * 0.8);
    }

    [Fact]
    public async Task ReadAsync_CancelledBefore_DoesNotStart()
    {
        DocumentSource source = Fixture.Source("png-rgb.png");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Reading.Reader().InspectAsync(source, new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task ReadAsync_PastTheTimeLimit_IsUndecodableAndSaysSo()
    {
        PageReader reader = Reading.Reader(options => options.DecodeTimeout = TimeSpan.FromMilliseconds(5));
        DocumentSource source = DocumentSource.FromMemory(Large.Value);
        DocumentInfo info = await reader.InspectAsync(source, CancellationToken.None);
        ImageException refused = await Assert.ThrowsAsync<ImageException>(async () => await reader.ReadAsync(source, info, 1, null, CancellationToken.None));
        Assert.Equal(ImageFault.Undecodable, refused.Fault);
        Assert.Contains("takes longer", refused.Message, StringComparison.Ordinal);
    }
}
