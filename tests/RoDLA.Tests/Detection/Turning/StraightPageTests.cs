using RoDLA.Detection;
using RoDLA.Detection.Turning;
using RoDLA.Imaging;
using RoDLA.Imaging.Painting;
using RoDLA.Perturbations;
using RoDLA.Perturbations.Memory;
using RoDLA.Perturbations.Spatial;
using Xunit;

namespace RoDLA.Tests.Detection.Turning;

public sealed class StraightPageTests
{
    /// <summary>The perturbation maps truth; straightening has to map back to the same place, within half a pixel.</summary>
    [Theory]
    [InlineData(0, 9)]
    [InlineData(0, -15)]
    [InlineData(0, 2)]
    public async Task ToPage_BoxesOfAStraightenedPage_LieWhereTheRotationMovedThem(int orientation, int angle)
    {
        using PageImage page = await SamplePages.ReadAsync("article.jpg");
        using PerturbationResult turned = Rotation.Rotate(page, -angle, clipToOldSize: false, new RowBands(1, CancellationToken.None));
        using StraightPage straight = Straighten(turned.Image, new PagePose(orientation, angle));

        // The whole of the page was cut out again, so that a box has the same place on both.
        Assert.InRange(straight.Image.Width, page.Width - 2, page.Width + 2);
        Assert.InRange(straight.Image.Height, page.Height - 2, page.Height + 2);
        BoundingBox box = new(200, 300, 900, 420);
        BoundingBox moved = straight.ToPage(Layout(box)).Elements[0].Box;
        BoundingBox expected = turned.Transform!.MapBox(box);
        Assert.All(Differences(expected, moved), difference => Assert.InRange(difference, 0, 1.5f));
    }

    [Theory]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(270)]
    public async Task Straighten_QuarterTurns_GiveTheSamePixelsAndPlaces(int orientation)
    {
        using PageImage page = await SamplePages.ReadAsync("invoice.png");
        using PageImage turned = QuarterTurns.Undo(page, 360 - orientation);
        using StraightPage straight = Straighten(turned, new PagePose(orientation, 0));

        Assert.Equal(page.Size, straight.Image.Size);
        Assert.True(page.Pixels.SequenceEqual(straight.Image.Pixels));
        BoundingBox box = new(10, 20, 310, 50);
        BoundingBox expected = orientation switch
        {
            90 => new BoundingBox(page.Height - 50, 10, page.Height - 20, 310),
            180 => new BoundingBox(page.Width - 310, page.Height - 50, page.Width - 10, page.Height - 20),
            _ => new BoundingBox(20, page.Width - 310, 50, page.Width - 10),
        };
        Assert.Equal(expected, straight.ToPage(Layout(box)).Elements[0].Box);
    }

    [Fact]
    public void AsItIs_Page_IsThePageItself()
    {
        using PageImage page = TestPages.Paragraphs();
        using StraightPage straight = StraightPage.AsItIs(page);
        PageLayout layout = Layout(new BoundingBox(1, 2, 3, 4));

        Assert.Same(page, straight.Image);
        Assert.Same(layout, straight.ToPage(layout));
        straight.Dispose();
        Assert.Equal(255, page.Pixels[0]);
    }

    [Fact]
    public void Straighten_PrintUpToTheCorners_LosesNone()
    {
        using PageImage page = PageImage.Rent(600, 800);
        page.Pixels.Fill(255);
        foreach ((int x, int y) in new[] { (2, 2), (590, 2), (2, 790), (590, 790) })
        {
            for (int row = y; row < y + 8; row++)
            {
                page.Row(row).Slice(x * 3, 24).Clear();
            }
        }

        using StraightPage straight = Straighten(page, new PagePose(0, 5));

        Assert.InRange(straight.Image.Width, (600 * Math.Cos(Math.PI / 36)) + (800 * Math.Sin(Math.PI / 36)) - 1, 800);
        Assert.InRange(CountDark(straight.Image), 4 * 64 * 0.9, 4 * 64 * 1.3);
    }

    [Fact]
    public void ToPage_RuleChanges_AreMovedToo()
    {
        using PageImage page = TestPages.Paragraphs();
        using StraightPage straight = Straighten(page, new PagePose(180, 0));
        PageLayout layout = Layout(new BoundingBox(0, 0, 1, 1)) with { RuleChanges = [new RuleChange("a", 0, "drop", "") { Box = [0, 0, 20, 7] }] };

        Assert.Equal([600f, 870f, 620f, 877f], straight.ToPage(layout).RuleChanges[0].Box);
    }

    private static StraightPage Straighten(PageImage page, PagePose pose)
    {
        using StraightPage original = StraightPage.AsItIs(page);
        return original.Straighten(pose, 1, CancellationToken.None);
    }

    private static PageLayout Layout(BoundingBox box) => new("m", [new LayoutElement(0, "Text", 1, box)]);

    private static float[] Differences(BoundingBox a, BoundingBox b) =>
        [Math.Abs(a.X1 - b.X1), Math.Abs(a.Y1 - b.Y1), Math.Abs(a.X2 - b.X2), Math.Abs(a.Y2 - b.Y2)];

    private static int CountDark(PageImage page)
    {
        int dark = 0;
        for (int i = 0; i < page.Pixels.Length; i += PageImage.Channels)
        {
            dark += page.Pixels[i] < 128 ? 1 : 0;
        }

        return dark;
    }
}
