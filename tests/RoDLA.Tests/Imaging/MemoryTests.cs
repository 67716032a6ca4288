using NetVips;
using RoDLA.Imaging;
using RoDLA.Imaging.Reading;
using RoDLA.Imaging.Writing;
using Xunit;

namespace RoDLA.Tests.Imaging;

/// <summary>Run alone, since libvips counts its memory for the whole process.</summary>
[Collection(nameof(MemoryTests))]
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
public sealed class MemoryTests
{
    private static readonly string[] Files =
    [
        "jpeg-baseline.jpg", "jpeg-progressive.jpg", "jpeg-cmyk.jpg", "exif-6.jpg", "png-rgba16.png", "png-icc.png", "png-interlaced.png",
        "tiff-tiled.tif", "tiff-g4.tif", "webp-lossy.webp", "gif-frames.gif", "bmp-rle8.bmp",
    ];

    [Fact]
    public async Task ReadPageAsync_600Images_LibvipsHoldsNothingAfterwards()
    {
        await ReadAllAsync(rounds: 5);
        long rss = ResidentBytes();
        await ReadAllAsync(rounds: 50);
        GC.Collect();

        Assert.Equal((0, 0, 0), Held());
        Assert.InRange(ResidentBytes() - rss, long.MinValue, 20L << 20);
    }

    [Fact]
    public async Task ReadPageAsync_BrokenImages_LibvipsHoldsNothingAfterwards()
    {
        foreach (string file in Files)
        {
            byte[] whole = Fixture.Bytes(file);
            for (int round = 0; round < 20; round++)
            {
                try
                {
                    using PageImage page = await Reading.ReadAsync(DocumentSource.FromMemory(whole.AsMemory(0, whole.Length / 2)));
                }
                catch (ImageException)
                {
                    // The test is about memory that is left, not about the refusal.
                }
            }
        }

        Assert.Equal((0, 0, 0), Held());
    }

    [Fact]
    public async Task ReadPageAsync_SteadyState_AllocatesNoPixelBuffer()
    {
        using PageImage blank = PageImage.Rent(1240, 1754);
        blank.Pixels.Fill(200);
        PageReader reader = Reading.Reader();
        OpenDocument document = await reader.OpenAsync(DocumentSource.FromMemory(ImageWriter.ToJpeg(blank)), CancellationToken.None);
        for (int i = 0; i < 3; i++)
        {
            using PageImage warm = await document.ReadPageAsync(1, default, CancellationToken.None);
        }

        // The least of many: pages are decoded on another thread, and other tests allocate at the same time.
        long least = long.MaxValue;
        for (int i = 0; i < 30; i++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            using PageImage page = await document.ReadPageAsync(1, default, CancellationToken.None);
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.InRange(least, 0, 20_000);
    }

    private static async Task ReadAllAsync(int rounds)
    {
        PageReader reader = Reading.Reader();
        for (int round = 0; round < rounds; round++)
        {
            foreach (string file in Files)
            {
                DocumentSource source = round % 2 == 0 ? Fixture.Source(file) : DocumentSource.FromFile(Fixture.PathOf(file));
                OpenDocument document = await reader.OpenAsync(source, CancellationToken.None);
                using PageImage page = await document.ReadPageAsync(1, default, CancellationToken.None);
            }
        }
    }

    private static (int Bytes, int Allocations, int Files) Held() => (Stats.Mem, Stats.Allocations, Stats.Files);

    private static long ResidentBytes()
    {
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        return self.WorkingSet64;
    }
}
