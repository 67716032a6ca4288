using RoDLA.Detection;
using RoDLA.Detection.Slicing;
using RoDLA.Imaging;
using Xunit;

namespace RoDLA.Tests.Detection;

public sealed class ScanPlanTests
{
    private const int Across = 40;
    private const int Indent = 5;

    [Theory]
    [InlineData(1000, 3000)]
    [InlineData(3000, 1000)]
    [InlineData(1, 1)]
    public void Views_PageUpToOneToThree_IsThePage(int width, int height) =>
        Assert.Equal([new PageView(0, 0, new PageSize(width, height))], Plan(new PageSize(width, height)).Views);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Detect_BlocksOfAnyLength_AreFoundWholeAndOnce(bool isTall)
    {
        // Lines shorter than an overlap, and blocks that reach over a cut and over whole windows.
        (int From, int To)[] blocks = [(3, 9), (20, 24), (30, 52), (60, 64), (66, 70), (73, 210), (220, 226), (236, 244), (250, 300), (340, 359)];
        using PageImage page = Draw(blocks, 360, isTall);

        IReadOnlyList<LayoutElement> found = Detect(page, Plan(page.Size), window => Find(window, isTall));

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
        int[] lengths = [.. Plan(page.Size).Views.Select(view => Math.Max(view.Size.Width, view.Size.Height))];

        Assert.InRange(lengths.Length, 2, 16);
        Assert.InRange(lengths.Sum(), (long)(1.2 * Math.Max(width, height)), long.MaxValue);
    }

    [Fact]
    public void Detect_MoreThanTheMaximum_KeepsTheMostConfident()
    {
        using PageImage page = PageImage.Rent(40, 360);
        int count = 0;

        IReadOnlyList<LayoutElement> found = Detect(
            page, Plan(page.Size), _ => [new LayoutElement(count, "", 0.1f * ++count, new BoundingBox(5, 20, 30, 30))], max: 3);

        Assert.Equal(found.OrderByDescending(element => element.Confidence), found);
        Assert.Equal(3, found.Count);
        Assert.Equal(0.1f * count, found[0].Confidence);
    }

    [Theory]
    [InlineData(1000, 1400, 400, 300, 0.2f)]
    [InlineData(640, 1900, 640, 640, 0)]
    [InlineData(1152, 1152, 640, 640, 0.2f)]
    [InlineData(6000, 8000, 512, 640, 0.5f)]
    public void Views_Slices_CoverThePageAndOverlap(int width, int height, int sliceWidth, int sliceHeight, float overlap)
    {
        PageSize page = new(width, height);
        ScanPlan plan = new(page, new SliceSettings(sliceWidth, sliceHeight, overlap), 4096);
        PageView[] slices = [.. plan.Views.Where(view => view.Size != page)];
        int[] lefts = [.. slices.Select(view => view.Left).Distinct().Order()];
        int[] tops = [.. slices.Select(view => view.Top).Distinct().Order()];

        Assert.Equal(slices.Length, lefts.Length * tops.Length);
        AssertAxis(lefts, Math.Min(width, sliceWidth), width, overlap);
        AssertAxis(tops, Math.Min(height, sliceHeight), height, overlap);
        Assert.Equal(new PageView(0, 0, page), plan.Views.Last());
        Assert.Equal((Math.Min(width, sliceWidth), Math.Min(height, sliceHeight)), (plan.Slices!.Width, plan.Slices.Height));
    }

    [Fact]
    public void Views_SlicesOfAStrip_AreLookedAtBesideItsWindows()
    {
        PageSize page = new(500, 4000);

        PageView[] views = [.. new ScanPlan(page, new SliceSettings(256, 256), 4096).Views];

        Assert.Equal(Plan(page).Views, views.Where(view => view.Size.Width == 500));
        Assert.DoesNotContain(views, view => view.Size == page);
    }

    [Fact]
    public void Views_PageWithinASlice_IsThePage()
    {
        ScanPlan plan = new(new PageSize(300, 400), new SliceSettings(640, 640), 256);

        Assert.Equal([new PageView(0, 0, new PageSize(300, 400))], plan.Views);
        Assert.Equal(new SliceSettings(300, 400), plan.Slices);
    }

    [Theory]
    [InlineData(6000, 8000, 256)]
    [InlineData(8192, 8192, 4)]
    [InlineData(300, 8192, 4)]
    public void Slices_MoreThanTheMost_AreEnlarged(int width, int height, int max)
    {
        PageSize page = new(width, height);

        ScanPlan plan = new(page, new SliceSettings(256, 256, 0.5f), max);

        int count = plan.Views.Count(view => view.Size == new PageSize(plan.Slices!.Width, plan.Slices.Height));
        Assert.InRange(count, max / 2, max);
        Assert.True(plan.Slices!.Height > 256);
    }

    /// <summary>
    /// Blocks cut by slices both ways, one larger than a slice, one that only the whole page shows and one in slices only.
    /// </summary>
    [Fact]
    public void Merge_BlocksOnAGridOfSlices_AreFoundWholeAndOnce()
    {
        PageSize page = new(200, 200);
        BoundingBox[] blocks = [new(5, 5, 40, 20), new(70, 70, 95, 95), new(100, 5, 190, 60), new(10, 110, 150, 190), new(160, 120, 164, 124)];
        BoundingBox whole = new(2, 62, 60, 100);
        ScanPlan plan = new(page, new SliceSettings(80, 80, 0.25f), 256);

        IReadOnlyList<LayoutElement>[] found =
        [
            .. plan.Views.Select(view => view.Size == page
                ? blocks[..4].Append(whole).Select(box => Block(box, 0.8f)).ToArray()
                : [.. blocks.Select(box => Clip(box, view)).Where(box => box.Width > 0 && box.Height > 0).Select(box => Block(box, 0.9f))]),
        ];

        IReadOnlyList<LayoutElement> merged = plan.Merge(found, new PostprocessSpec());
        Assert.Equal(blocks.Append(whole).OrderBy(box => box.X1), merged.Select(element => element.Box).OrderBy(box => box.X1));
        Assert.Equal(0.8f, merged[^1].Confidence);
    }

    private static void AssertAxis(int[] starts, int slice, int side, float overlap)
    {
        Assert.Equal(0, starts[0]);
        Assert.Equal(side, starts[^1] + slice);
        Assert.All(starts.Zip(starts.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 1, (slice * (1 - overlap)) + 1));

        // One less would not do.
        Assert.True(starts.Length == 1 || slice + ((starts.Length - 2) * slice * (1 - overlap)) < side);
    }

    private static LayoutElement Block(BoundingBox box, float confidence) => new(0, "Text", confidence, box);

    private static BoundingBox Clip(BoundingBox box, PageView view) => new(
        Math.Max(box.X1, view.Left), Math.Max(box.Y1, view.Top), Math.Min(box.X2, view.Right), Math.Min(box.Y2, view.Bottom));

    private static ScanPlan Plan(PageSize page) => new(page, slices: null, maxSlices: 1);

    private static IReadOnlyList<LayoutElement> Detect(
        PageImage page, ScanPlan plan, Func<PageImage, IReadOnlyList<LayoutElement>> find, int max = 300)
    {
        List<IReadOnlyList<LayoutElement>> found = [];
        foreach (PageView view in plan.Views)
        {
            using PageImage cut = view.Cut(page);
            found.Add([.. find(cut).Select(view.ToPage)]);
        }

        return plan.Merge(found, new PostprocessSpec { MaxDetections = max });
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
