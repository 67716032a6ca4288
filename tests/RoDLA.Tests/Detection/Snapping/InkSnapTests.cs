using RoDLA.Detection;
using RoDLA.Detection.Snapping;
using RoDLA.Detection.Turning;
using RoDLA.Imaging;
using Xunit;

namespace RoDLA.Tests.Detection.Snapping;

/// <summary>
/// The page has two lines of letters of 12 pixels height, from 100 to 298 across, at 200 and at 220 down. Expected edges are worked by
/// hand: the ink, and beyond it 0.05 of the height of a line across, 0.08 up and 0.1 down; the tolerance is for
/// a line that the box shows in part, whose height is taken for 9 pixels.
/// </summary>
public sealed class InkSnapTests
{
    private const float Tolerance = 0.35f;

    private static readonly BoundingBox Ink = new(99.4f, 199.04f, 298.6f, 233.2f);

    [Theory]
    [InlineData(99, 199, 299, 233, "on the ink")]
    [InlineData(103, 203, 295, 229, "cuts letters on every side")]
    [InlineData(94, 195, 305, 237, "leaves white on every side")]
    [InlineData(103, 195, 305, 229, "both")]
    public void Apply_BoxNearItsInk_IsMovedToIt(float left, float top, float right, float bottom, string what)
    {
        BoundingBox snapped = Snap("Text", new BoundingBox(left, top, right, bottom));

        Assert.True(Math.Abs(snapped.X1 - Ink.X1) < Tolerance, $"{what}: left {snapped.X1}");
        Assert.True(Math.Abs(snapped.Y1 - Ink.Y1) < Tolerance, $"{what}: top {snapped.Y1}");
        Assert.True(Math.Abs(snapped.X2 - Ink.X2) < Tolerance, $"{what}: right {snapped.X2}");
        Assert.True(Math.Abs(snapped.Y2 - Ink.Y2) < Tolerance, $"{what}: bottom {snapped.Y2}");
    }

    [Fact]
    public void Apply_EdgeFarFromTheInk_StaysWhileTheOthersMove()
    {
        BoundingBox snapped = Snap("Section-header", new BoundingBox(60, 203, 295, 229));

        Assert.Equal(60, snapped.X1);
        Assert.Equal(Ink.Y1, snapped.Y1, Tolerance);
        Assert.Equal(Ink.X2, snapped.X2, Tolerance);
    }

    [Theory]
    [InlineData("Picture")]
    [InlineData("Table")]
    [InlineData("Formula")]
    [InlineData("Some class")]
    public void Apply_OtherThanText_Stays(string name)
    {
        BoundingBox box = new(103, 203, 295, 229);

        Assert.Equal(box, Snap(name, box));
    }

    [Theory]
    [InlineData(0, 0, 620, 877)]
    [InlineData(400, 500, 500, 600)]
    [InlineData(619, 0, 620, 1)]
    public void Apply_BoxWithoutInkNearItsEdges_Stays(float left, float top, float right, float bottom)
    {
        BoundingBox box = new(left, top, right, bottom);

        Assert.Equal(box, Snap("Text", box));
    }

    /// <summary>The second line alone, 220 to 232: its lower edge stays within 3 pixels, a quarter of its height, of the ink.</summary>
    [Theory]
    [InlineData(232, 232)]
    [InlineData(235, 235)]
    [InlineData(236, 233.2f)]
    [InlineData(229, 233.2f)]
    public void Apply_SingleLine_LeavesRoomForDescenders(float bottom, float expected) =>
        Assert.Equal(expected, Snap("Section-header", new BoundingBox(100, 220, 298, bottom)).Y2, Tolerance);

    /// <summary>A black area of 32 pixels has no line of text: 0.035 of 877 is 30.7.</summary>
    [Theory]
    [InlineData(30, -0.5f)]
    [InlineData(32, 0)]
    public void Apply_AreaHigherThanALine_Stays(int height, float moved)
    {
        using PageImage page = PageImage.Rent(620, 877);
        page.Pixels.Fill(255);
        for (int y = 400; y < 400 + height; y++)
        {
            page.Row(y).Slice(300, 600).Clear();
        }

        BoundingBox box = new(98, 400, 302, 400 + height);
        Assert.Equal(moved, box.X1 - Apply(Layout("Text", box), page).Elements[0].Box.X1, 0.05f);
    }

    /// <summary>Marks that are ink, since they differ from the paper by 60 levels, but fainter than the print, which differs by 235.</summary>
    [Fact]
    public void Apply_FaintMarksRoundTheText_AreNotItsInk()
    {
        using PageImage page = Lines();
        for (int y = 190; y < 245; y++)
        {
            page.Row(y).Slice((90 + y - 190) * 3, 3).Fill(195);
            page.Row(y).Slice((310 - y + 190) * 3, 3).Fill(195);
        }

        BoundingBox snapped = Apply(Layout("Text", new BoundingBox(103, 203, 295, 229)), page).Elements[0].Box;

        Assert.Equal(Ink.X1, snapped.X1, Tolerance);
        Assert.Equal(Ink.Y1, snapped.Y1, Tolerance);
        Assert.Equal(Ink.X2, snapped.X2, Tolerance);
        Assert.Equal(Ink.Y2, snapped.Y2, Tolerance);
    }

    [Fact]
    public void Apply_PageFullOfSpecks_KeepsItsBoxes()
    {
        using PageImage page = Lines();
        Random random = new(5);
        for (int i = 0; i < 2000; i++)
        {
            page.Row(random.Next(page.Height)).Slice(random.Next(page.Width) * 3, 3).Clear();
        }

        BoundingBox box = new(103, 203, 295, 229);
        Assert.Equal(box, Apply(Layout("Text", box), page).Elements[0].Box);
    }

    [Fact]
    public void Apply_TinyPage_KeepsItsBoxes()
    {
        using PageImage page = PageImage.Rent(9, 9);
        page.Pixels.Clear();
        PageLayout layout = Layout("Text", new BoundingBox(1, 1, 8, 8));

        Assert.Same(layout, Apply(layout, page));
    }

    private static BoundingBox Snap(string name, BoundingBox box)
    {
        using PageImage page = Lines();
        return Apply(Layout(name, box), page).Elements[0].Box;
    }

    private static PageLayout Apply(PageLayout layout, PageImage page)
    {
        using StraightPage original = StraightPage.AsItIs(page);
        return InkSnap.Apply(layout, original);
    }

    private static PageLayout Layout(string name, BoundingBox box) => new("m", [new LayoutElement(0, name, 1, box)]);

    private static PageImage Lines()
    {
        PageImage page = PageImage.Rent(620, 877);
        page.Pixels.Fill(255);
        foreach (int top in new[] { 200, 220 })
        {
            for (int y = top; y < top + 12; y++)
            {
                for (int x = 100; x < 300; x += 8)
                {
                    page.Row(y).Slice(x * 3, 18).Fill(20);
                }
            }
        }

        return page;
    }
}
