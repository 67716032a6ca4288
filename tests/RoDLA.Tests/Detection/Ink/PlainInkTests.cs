using RoDLA.Detection.Ink;
using RoDLA.Detection.Snapping;
using RoDLA.Detection.Turning;
using RoDLA.Imaging;
using RoDLA.Perturbations.Memory;
using RoDLA.Perturbations.Spatial;
using Xunit;

namespace RoDLA.Tests.Detection.Ink;

/// <summary>Ink, profile and snap against the plain implementation, on random pages and on the samples.</summary>
public sealed class PlainInkTests
{
    /// <summary>Degrees: one step of the search.</summary>
    private const double Step = 0.1;

    /// <summary>Columns that the profile moves as one.</summary>
    private const int Strip = 4;

    private static readonly string[] Samples = ["article.jpg", "article-fax.tif", "invoice.png"];

    [Theory]
    [InlineData(40, 40)]
    [InlineData(16, 33)]
    [InlineData(333, 1101)]
    [InlineData(2201, 950)]
    [InlineData(1300, 3307)]
    public void Of_RandomPageOfSize_IsThePlainInk(int width, int height)
    {
        using PageImage page = RandomPages.Draw(width + height, width, height);
        AssertSameInk(page);
    }

    [Fact]
    public void Of_RandomPages_IsThePlainInk()
    {
        for (int seed = 0; seed < 25; seed++)
        {
            using PageImage page = RandomPages.Draw(seed);
            AssertSameInk(page);
        }
    }

    [Fact]
    public async Task Of_SamplePages_IsThePlainInk()
    {
        foreach (string sample in Samples)
        {
            using PageImage page = await SamplePages.ReadAsync(sample);
            AssertSameInk(page);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-12.4)]
    [InlineData(0.7)]
    [InlineData(6)]
    public async Task Sharpness_SamplePageTurned_IsThatOfThePlainProfile(double degrees)
    {
        foreach (string sample in Samples)
        {
            using PageImage page = await SamplePages.ReadAsync(sample);
            using PageImage turned = Rotation
                .Rotate(page, -degrees, clipToOldSize: false, new RowBands(1, CancellationToken.None)).Image;
            PlainInk plain = new(turned);
            using InkPage ink = InkPage.Of(turned)!;
            using InkStrips columns = InkStrips.OfColumns(ink);
            using InkStrips rows = InkStrips.OfRows(ink);
            foreach (double angle in new[] { -17, -3.3, 0, degrees, 9.1 })
            {
                Assert.Equal(plain.Sharpness(angle, isSideways: false, Strip), columns.Sharpness(angle));
                Assert.Equal(plain.Sharpness(angle, isSideways: true, Strip), rows.Sharpness(angle));
            }

            double best = Enumerable.Range(-5, 11).Select(i => degrees + (i * Step))
                .MaxBy(angle => plain.Sharpness(angle, isSideways: false, strip: 1));
            Assert.InRange(SkewFinder.Find(columns).Angle, best - (1.01 * Step), best + (1.01 * Step));
        }
    }

    [Fact]
    public void Snap_RandomBoxesOnRandomPages_AreThePlainOnes()
    {
        Random random = new(1);
        int moved = 0;
        for (int seed = 0; seed < 25; seed++)
        {
            using PageImage page = RandomPages.Draw(seed);
            moved += AssertSameBoxes(page, random, 60);
        }

        Assert.InRange(moved, 500, 1500);
    }

    [Fact]
    public async Task Snap_RandomBoxesOnSamplePages_AreThePlainOnes()
    {
        Random random = new(2);
        foreach (string sample in Samples)
        {
            using PageImage page = await SamplePages.ReadAsync(sample);
            Assert.InRange(AssertSameBoxes(page, random, 100), 20, 100);
        }
    }

    private static void AssertSameInk(PageImage page)
    {
        PlainInk plain = new(page);
        using InkPage? ink = InkPage.Of(page);
        Assert.Equal(new PageSize(plain.Width, plain.Height), ink!.Size);
        Assert.Equal(plain.Factor, ink.Factor);
        Assert.True(ink.Levels.SequenceEqual(plain.Levels), $"levels of {page.Width} × {page.Height}");
        Assert.True(ink.Ink.SequenceEqual(plain.Ink), $"ink of {page.Width} × {page.Height}");
    }

    /// <summary>Number of boxes that were moved.</summary>
    private static int AssertSameBoxes(PageImage page, Random random, int count)
    {
        PlainInk plain = new(page);
        using InkPage ink = InkPage.Of(page)!;
        int moved = 0;
        for (int i = 0; i < count; i++)
        {
            (float x, float y) = (random.NextSingle() * page.Width, random.NextSingle() * page.Height);
            BoundingBox box = new(
                x, y, x + (random.NextSingle() * page.Width / 2), y + (random.NextSingle() * page.Height / (1 + random.Next(12))));
            BoundingBox snapped = InkSnap.Snap(box, ink);
            Assert.Equal(plain.Snap(box), snapped);
            moved += snapped == box ? 0 : 1;
        }

        return moved;
    }
}
