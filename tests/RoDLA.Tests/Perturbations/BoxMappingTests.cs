using System.Numerics;
using RoDLA.Imaging;
using RoDLA.Perturbations;
using RoDLA.Perturbations.Geometry;
using Xunit;

namespace RoDLA.Tests.Perturbations;

/// <summary>Boxes against pixels: the corners of a box are painted, the page perturbed, the spots found again.</summary>
public sealed class BoxMappingTests
{
    private const int SpotRadius = 4;
    private static readonly BoundingBox Box = new(180, 210, 430, 520);

    public static TheoryData<string, int, long> Cases
    {
        get
        {
            var data = new TheoryData<string, int, long>();
            foreach (string name in new[] { "rotation", "keystoning", "warping" })
            {
                for (int degree = 1; degree <= 3; degree++)
                {
                    data.Add(name, degree, 11);
                    data.Add(name, degree, 12);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task MapPoint_PaintedCorners_LieWhereThePixelsWent(string name, int degree, long seed)
    {
        using PageImage page = Pages.Blank(600, 800);
        Vector2[] corners = [new(Box.X1, Box.Y1), new(Box.X2, Box.Y1), new(Box.X2, Box.Y2), new(Box.X1, Box.Y2)];
        byte[][] colors = [[255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 0, 255]];
        for (int i = 0; i < corners.Length; i++)
        {
            Paint(page, corners[i], colors[i]);
        }

        using PerturbationResult result = await Pages.ApplyAsync(name, page, new PerturbationContext(degree, seed));
        IPageTransform transform = result.Transform!;
        Vector2[] moved = Array.ConvertAll(corners, transform.MapPoint);
        for (int i = 0; i < corners.Length; i++)
        {
            Vector2 found = Find(result.Image, colors[i]);
            Assert.True(Vector2.Distance(found, moved[i]) < 1, $"corner {i}: mapped to {moved[i]}, the pixels are at {found}");
        }

        BoundingBox box = transform.MapBox(Box);
        Assert.Equal(moved.Min(point => point.X), box.X1, 0.01);
        Assert.Equal(moved.Max(point => point.Y), box.Y2, 0.01);
        Assert.Equal(result.Image.Size, transform.Size);
    }

    [Fact]
    public async Task MapBox_RotationInReference_ClippedToTheOldSize()
    {
        using PageImage page = Pages.Blank(600, 800);
        var whole = new BoundingBox(0, 0, 600, 800);
        using PerturbationResult standard = await Pages.ApplyAsync("rotation", page, new PerturbationContext(3, 5));
        using PerturbationResult reference = await Pages.ApplyAsync(
            "rotation", page, new PerturbationContext(3, 5) { Mode = PerturbationMode.Reference });
        BoundingBox kept = standard.Transform!.MapBox(whole);
        BoundingBox cut = reference.Transform!.MapBox(whole);
        Assert.Equal(standard.Image.Width, kept.X2, 1.0);
        Assert.Equal(standard.Image.Height, kept.Y2, 1.0);
        Assert.Equal(600, cut.X2);
        Assert.Equal(800, cut.Y2);
    }

    [Theory]
    [InlineData("keystoning")]
    [InlineData("warping")]
    public async Task MapBox_Standard_StaysOnThePage(string name)
    {
        using PageImage page = Pages.Blank(300, 400);
        for (int seed = 0; seed < 10; seed++)
        {
            using PerturbationResult result = await Pages.ApplyAsync(name, page, new PerturbationContext(3, seed));
            BoundingBox box = result.Transform!.MapBox(new BoundingBox(-5, 0, 299.9f, 410));
            Assert.InRange(box.X1, 0, 300);
            Assert.InRange(box.Y1, 0, 400);
            Assert.InRange(box.X2, box.X1, 300);
            Assert.InRange(box.Y2, box.Y1, 400);
        }
    }

    [Fact]
    public async Task RunAsync_TwoSpatialOnes_BoxesGoThroughBoth()
    {
        using PageImage page = Pages.Blank(600, 800);
        Paint(page, new Vector2(Box.X1, Box.Y1), [255, 0, 0]);
        var pipeline = new PerturbationPipeline(Pages.Registry, TimeProvider.System);
        using PerturbationOutcome outcome = await pipeline.RunAsync(
            page, [new("rotation", 2), new("keystoning", 3)], new PipelineSettings { Seed = 3 }, CancellationToken.None);
        Vector2 mapped = outcome.Transform!.MapPoint(new Vector2(Box.X1, Box.Y1));
        Assert.True(Vector2.Distance(Find(outcome.Image, [255, 0, 0]), mapped) < 1.5);
        Assert.Equal(outcome.Image.Size, outcome.Transform.Size);
    }

    [Fact]
    public void GeometricMedian_OneFarOut_StaysWithTheOthers()
    {
        Vector2[] points = [new(0, 0), new(1, 0), new(0, 1), new(1, 1), new(0.5f, 0.5f), new(500, 700)];
        Vector2 median = GeometricMedian.Of(points);
        Assert.InRange(median.X, 0.4f, 0.8f);
        Assert.InRange(median.Y, 0.4f, 0.9f);
    }

    private static void Paint(PageImage page, Vector2 centre, byte[] color)
    {
        for (int y = (int)centre.Y - SpotRadius; y < (int)centre.Y + SpotRadius; y++)
        {
            for (int x = (int)centre.X - SpotRadius; x < (int)centre.X + SpotRadius; x++)
            {
                color.CopyTo(page.Row(y)[(x * PageImage.Channels)..]);
            }
        }
    }

    private static Vector2 Find(PageImage page, byte[] color)
    {
        (double x, double y, int count) = (0, 0, 0);
        for (int row = 0; row < page.Height; row++)
        {
            Span<byte> pixels = page.Row(row);
            for (int column = 0; column < page.Width; column++)
            {
                Span<byte> pixel = pixels.Slice(column * PageImage.Channels, PageImage.Channels);
                if (Math.Abs(pixel[0] - color[0]) + Math.Abs(pixel[1] - color[1]) + Math.Abs(pixel[2] - color[2]) < 200)
                {
                    (x, y, count) = (x + column + 0.5, y + row + 0.5, count + 1);
                }
            }
        }

        Assert.True(count > 20, "the painted corner is gone");
        return new Vector2((float)(x / count), (float)(y / count));
    }
}
