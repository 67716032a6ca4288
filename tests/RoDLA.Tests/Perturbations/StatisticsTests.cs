using System.Numerics;
using RoDLA.Imaging;
using RoDLA.Perturbations;
using RoDLA.Perturbations.Blur;
using RoDLA.Perturbations.Geometry;
using RoDLA.Perturbations.Random;
using RoDLA.Perturbations.Spatial;
using Xunit;

namespace RoDLA.Tests.Perturbations;

/// <summary>
/// The random perturbations against reference/perturbations.py by distribution: the means over 200 seeds each (statistics.json has the
/// reference's) may differ by five standard errors of that difference.
/// </summary>
public sealed class StatisticsTests
{
    private const int Seeds = 200;

    [Fact]
    public async Task Speckle_ManySeeds_BlobsAsManyAndAsLarge()
    {
        var found = new Findings("speckle");
        using PageImage grey = Pages.Blank(400, 300, 128);
        for (int seed = 0; seed < Seeds; seed++)
        {
            using PerturbationResult result = await Pages.ApplyAsync("speckle", grey, new PerturbationContext(2, seed));
            int[] white = Blobs.Areas(result.Image, 255);
            int[] black = Blobs.Areas(result.Image, 0);
            found.Add("white_count", white.Length);
            found.Add("white_area", white.Sum());
            found.Add("black_count", black.Length);
            found.Add("black_area", black.Sum());
            found.Add("largest", black.Max());
        }

        found.AssertAsReference();
    }

    [Fact]
    public async Task Texture_ManySeeds_FibresAndInkAsReference()
    {
        const int PaperWidth = 160;
        var found = new Findings("texture");
        using PageImage page = Pages.Blank(240, 200);
        for (int y = 0; y < page.Height; y++)
        {
            page.Row(y)[(PaperWidth * PageImage.Channels)..].Clear();
        }

        for (int seed = 0; seed < Seeds; seed++)
        {
            using PerturbationResult result = await Pages.ApplyAsync("texture", page, new PerturbationContext(1, seed));
            double[][] paper = Rows(result.Image, 0, PaperWidth);
            double[][] ink = Rows(result.Image, PaperWidth, page.Width);
            double mean = ink.Average(row => row.Average());
            found.Add("fibre_share", paper.Average(row => row.Average(value => value < 250 ? 1.0 : 0)));
            found.Add("paper_mean", paper.Average(row => row.Average()));
            found.Add("ink_mean", mean);
            found.Add("ink_deviation", Math.Sqrt(ink.Average(row => row.Average(value => (value - mean) * (value - mean)))));
            found.Add("ink_neighbours", Correlation(ink, 1));
            found.Add("ink_far", Correlation(ink, 8));
        }

        found.AssertAsReference();
    }

    [Fact]
    public void Warping_ManySeeds_FieldAsReference()
    {
        const int Strength = 5;
        var found = new Findings("warping");
        var size = new PageSize(260, 200);
        double extent = Math.Floor(Math.Sqrt(size.Pixels));
        double sigma = extent / 5 / Strength;
        for (int seed = 0; seed < Seeds; seed++)
        {
            using DisplacementField field = ElasticField.Create(
                size,
                sigma,
                2 * extent / Strength,
                (new RandomStream(seed, "warping", 1, 0), new RandomStream(seed, "warping", 1, 1)),
                Pages.Bands);
            double[][] rows = [.. Enumerable.Range(0, size.Height)
                .Select(y => field.X.Span.Slice(y * size.Width, size.Width).ToArray())
                .Select(row => row.Select(value => (double)value / DisplacementField.Unit).ToArray())];
            double power = rows.Average(row => row.Average(value => value * value));
            found.Add("deviation", Math.Sqrt(power));
            found.Add("step", Math.Sqrt(rows.Average(row => row.Zip(row[1..], (a, b) => (b - a) * (b - a)).Average())));
            found.Add("at_sigma", rows.Average(row => row.Zip(row[(int)sigma..], (a, b) => a * b).Average()) / power);
        }

        found.AssertAsReference();
    }

    [Fact]
    public async Task Keystoning_ManySeeds_CornersAsReference()
    {
        var found = new Findings("keystoning");
        using PageImage page = Pages.Blank(300, 400);
        Vector2[] whole = [new(0, 0), new(300, 0), new(300, 400), new(0, 400)];
        foreach (int degree in new[] { 1, 3 })
        {
            for (int seed = 0; seed < Seeds; seed++)
            {
                using PerturbationResult result = await Pages.ApplyAsync("keystoning", page, new PerturbationContext(degree, seed));
                Vector2[] moved = Array.ConvertAll(whole, result.Transform!.MapPoint);
                found.Add($"moved_{degree}", whole.Zip(moved, Vector2.Distance).Average());
                found.Add($"area_{degree}", Area(moved) / 120_000);
            }
        }

        found.AssertAsReference();
    }

    [Fact]
    public void Vibration_ManySeeds_AnglesUniform()
    {
        int[] bins = new int[10];
        for (int seed = 0; seed < 1000; seed++)
        {
            bins[(int)((Vibration.DrawAngle(new PerturbationContext(1, seed)) + 45) / 9)]++;
        }

        Assert.True(ChiSquared(bins) < 27.9, string.Join(' ', bins));
    }

    [Theory]
    [InlineData(1, PerturbationMode.Reference, 11, 29.6)]
    [InlineData(1, PerturbationMode.Standard, 10, 27.9)]
    [InlineData(2, PerturbationMode.Standard, 12, 31.3)]
    [InlineData(3, PerturbationMode.Reference, 12, 31.3)]
    public async Task Rotation_ManySeeds_AnglesOfTheDegreeUniform(int degree, PerturbationMode mode, int angles, double bound)
    {
        var bins = new Dictionary<int, int>();
        using PageImage page = Pages.Blank(40, 60);
        for (int seed = 0; seed < 600; seed++)
        {
            using PerturbationResult result = await Pages.ApplyAsync(
                "rotation", page, new PerturbationContext(degree, seed) { Mode = mode, MaxThreads = 1 });
            Vector2 along = result.Transform!.MapPoint(new Vector2(10, 0)) - result.Transform.MapPoint(Vector2.Zero);
            int angle = (int)Math.Round(-Math.Atan2(along.Y, along.X) * 180 / Math.PI);
            bins[angle] = bins.GetValueOrDefault(angle) + 1;
        }

        Assert.Equal(angles, bins.Count);
        Assert.All(bins.Keys, angle => Assert.InRange(Math.Abs(angle), degree == 1 ? 0 : (degree - 1) * 5, degree * 5));
        Assert.True(ChiSquared([.. bins.Values]) < bound, string.Join(' ', bins));
    }

    private static double ChiSquared(int[] bins)
    {
        double expected = bins.Average();
        return bins.Sum(count => (count - expected) * (count - expected) / expected);
    }

    private static double[][] Rows(PageImage page, int from, int to) =>
        [.. Enumerable.Range(0, page.Height).Select(y =>
            Enumerable.Range(from, to - from).Select(x => (double)page.Row(y)[x * PageImage.Channels]).ToArray())];

    private static double Correlation(double[][] rows, int lag)
    {
        double[] a = [.. rows.SelectMany(row => row[lag..])];
        double[] b = [.. rows.SelectMany(row => row[..^lag])];
        (double meanA, double meanB) = (a.Average(), b.Average());
        double product = a.Zip(b, (x, y) => (x - meanA) * (y - meanB)).Sum();
        return product / Math.Sqrt(a.Sum(x => (x - meanA) * (x - meanA)) * b.Sum(y => (y - meanB) * (y - meanB)));
    }

    private static double Area(Vector2[] polygon)
    {
        double sum = 0;
        for (int i = 0; i < polygon.Length; i++)
        {
            (Vector2 a, Vector2 b) = (polygon[i], polygon[(i + 1) % polygon.Length]);
            sum += ((double)a.X * b.Y) - ((double)b.X * a.Y);
        }

        return Math.Abs(sum) / 2;
    }
}
