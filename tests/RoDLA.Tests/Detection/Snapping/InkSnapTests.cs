using RoDLA.Detection;
using RoDLA.Detection.Snapping;
using RoDLA.Imaging;
using Xunit;

namespace RoDLA.Tests.Detection.Snapping;

/// <summary>
/// The page has two lines of letters of 12 pixels height, from 100 to 298 across, at 200 and at 220 down. Expected edges are worked by
/// hand: the ink, and 0.05 of the height of a line beyond it; the tolerance is for a line that the box shows in part.
/// </summary>
public sealed class InkSnapTests
{
    private static readonly BoundingBox Ink = new(99.4f, 199.4f, 298.6f, 232.6f);

    [Theory]
    [InlineData(99, 199, 299, 233, "on the ink")]
    [InlineData(103, 203, 295, 229, "cuts letters on every side")]
    [InlineData(94, 195, 305, 237, "leaves white on every side")]
    [InlineData(103, 195, 305, 229, "both")]
    public void Apply_BoxNearItsInk_IsMovedToIt(float left, float top, float right, float bottom, string what)
    {
        BoundingBox snapped = Snap("Text", new BoundingBox(left, top, right, bottom));

        Assert.True(Math.Abs(snapped.X1 - Ink.X1) < 0.2f, $"{what}: left {snapped.X1}");
        Assert.True(Math.Abs(snapped.Y1 - Ink.Y1) < 0.2f, $"{what}: top {snapped.Y1}");
        Assert.True(Math.Abs(snapped.X2 - Ink.X2) < 0.2f, $"{what}: right {snapped.X2}");
        Assert.True(Math.Abs(snapped.Y2 - Ink.Y2) < 0.2f, $"{what}: bottom {snapped.Y2}");
    }

    [Fact]
    public void Apply_EdgeFarFromTheInk_StaysWhileTheOthersMove()
    {
        BoundingBox snapped = Snap("Section-header", new BoundingBox(60, 203, 295, 229));

        Assert.Equal(60, snapped.X1);
        Assert.Equal(Ink.Y1, snapped.Y1, 0.2f);
        Assert.Equal(Ink.X2, snapped.X2, 0.2f);
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
        Assert.Equal(box, InkSnap.Apply(Layout("Text", box), page).Elements[0].Box);
    }

    [Fact]
    public void Apply_TinyPage_KeepsItsBoxes()
    {
        using PageImage page = PageImage.Rent(9, 9);
        page.Pixels.Clear();
        PageLayout layout = Layout("Text", new BoundingBox(1, 1, 8, 8));

        Assert.Same(layout, InkSnap.Apply(layout, page));
    }

    private static BoundingBox Snap(string name, BoundingBox box)
    {
        using PageImage page = Lines();
        return InkSnap.Apply(Layout(name, box), page).Elements[0].Box;
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
