using RoDLA.Detection;
using RoDLA.Detection.Runtime;
using RoDLA.Imaging;
using Xunit;

namespace RoDLA.Tests.Detection;

public sealed class PageWindowsTests
{
    private const int Across = 40;
    private const int Indent = 5;

    [Theory]
    [InlineData(1000, 3000)]
    [InlineData(3000, 1000)]
    [InlineData(1, 1)]
    public void Of_PageUpToOneToThree_IsOneWindow(int width, int height) => Assert.Null(PageWindows.Of(new PageSize(width, height)));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Detect_BlocksOfAnyLength_AreFoundWholeAndOnce(bool isTall)
    {
        // Lines shorter than an overlap, and blocks that reach over a cut and over whole windows.
        (int From, int To)[] blocks = [(3, 9), (20, 24), (30, 52), (60, 64), (66, 70), (73, 210), (220, 226), (236, 244), (250, 300), (340, 359)];
        using PageImage page = Draw(blocks, 360, isTall);

        IReadOnlyList<LayoutElement> found = PageWindows.Of(page.Size)!.Detect(page, window => Find(window, isTall), 300);

        Assert.Equal(
            blocks.Select(block => isTall
                ? new BoundingBox(Indent, block.From, Across, block.To)
                : new BoundingBox(block.From, Indent, block.To, Across)),
            found.Select(element => element.Box).OrderBy(box => box.X1 + box.Y1));
    }

    [Theory]
    [InlineData(400, 3600)]
    [InlineData(8192, 10)]
    [InlineData(1, 5000)]
    public void Detect_AnyPage_IsCoveredByAFewWindowsThatOverlap(int width, int height)
    {
        using PageImage page = PageImage.Rent(width, height);
        List<int> lengths = [];

        PageWindows.Of(page.Size)!.Detect(
            page,
            window =>
            {
                lengths.Add(Math.Max(window.Width, window.Height));
                return [];
            },
            300);

        Assert.InRange(lengths.Count, 2, 16);
        Assert.InRange(lengths.Sum(), (long)(1.2 * Math.Max(width, height)), long.MaxValue);
    }

    [Fact]
    public void Detect_MoreThanTheMaximum_KeepsTheMostConfident()
    {
        using PageImage page = PageImage.Rent(40, 360);
        int count = 0;

        IReadOnlyList<LayoutElement> found = PageWindows.Of(page.Size)!.Detect(
            page, _ => [new LayoutElement(count, "", 0.1f * ++count, new BoundingBox(5, 20, 30, 30))], 3);

        Assert.Equal(found.OrderByDescending(element => element.Confidence), found);
        Assert.Equal(3, found.Count);
        Assert.Equal(0.1f * count, found[0].Confidence);
    }

    private static PageImage Draw(IEnumerable<(int From, int To)> blocks, int along, bool isTall)
    {
        PageImage page = isTall ? PageImage.Rent(Across, along) : PageImage.Rent(along, Across);
        page.Pixels.Fill(255);
        foreach ((int from, int to) in blocks)
        {
            for (int a = from; a < to; a++)
            {
                for (int c = Indent; c < Across; c++)
                {
                    page.Row(isTall ? a : c).Slice(3 * (isTall ? c : a), 3).Clear();
                }
            }
        }

        return page;
    }

    /// <summary>A detector of black blocks.</summary>
    private static List<LayoutElement> Find(PageImage window, bool isTall)
    {
        List<LayoutElement> found = [];
        int along = isTall ? window.Height : window.Width;
        for (int from = 0; from < along; from++)
        {
            int to = from;
            while (to < along && window.Row(isTall ? to : Indent)[isTall ? 3 * Indent : 3 * to] == 0)
            {
                to++;
            }

            if (to > from)
            {
                BoundingBox box = isTall ? new(Indent, from, Across, to) : new(from, Indent, to, Across);
                found.Add(new LayoutElement(0, "Text", 0.9f, box));
                from = to;
            }
        }

        return found;
    }
}
