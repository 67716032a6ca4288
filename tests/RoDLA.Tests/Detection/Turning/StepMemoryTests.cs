using RoDLA.Detection;
using RoDLA.Detection.Snapping;
using RoDLA.Detection.Turning;
using RoDLA.Imaging;
using Xunit;

namespace RoDLA.Tests.Detection.Turning;

public sealed class StepMemoryTests
{
    /// <summary>Far below a byte a pixel of the reduced page, 966,000.</summary>
    private const long MaxBytes = 64_000;

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public async Task Steps_PagesOneAfterTheOther_AllocateNoPixels(float angle)
    {
        using PageImage page = await SamplePages.ReadAsync("article.jpg");
        PageLayout layout = new("m", [.. Enumerable.Range(0, 30).Select(i => Element(i * 50))]);

        // Other tests share the pool and may empty it; not before every one of these pages.
        long least = Enumerable.Range(0, 12).Min(_ => Allocated(() => Run(page, layout, angle)));

        Assert.InRange(least, 0, MaxBytes);
    }

    private static void Run(PageImage page, PageLayout layout, float angle)
    {
        using StraightPage original = StraightPage.AsItIs(page);
        PagePose found = PoseFinder.Find(original, new DetectionSettings(0.3f))[0].Pose;
        Assert.Equal(PagePose.Upright, found);
        if (angle == 0)
        {
            Assert.NotEqual(layout.Elements, InkSnap.Apply(layout, original).Elements);
            return;
        }

        using StraightPage straight = original.Straighten(new PagePose(0, angle), 1, CancellationToken.None);
        InkSnap.Apply(layout, straight);
    }

    private static long Allocated(Action action)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static LayoutElement Element(float top) => new(0, "Text", 1, new BoundingBox(200, 300 + top, 1400, 340 + top));
}
