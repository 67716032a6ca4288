using RoDLA.Imaging;
using RoDLA.Perturbations.Filters;
using RoDLA.Perturbations.Inconsistency;
using RoDLA.Perturbations.Noise;
using Xunit;

namespace RoDLA.Tests.Perturbations;

public sealed class FilterTests
{
    [Theory]
    [InlineData(2, 1.2)]
    [InlineData(7, 5.5)]
    [InlineData(28, 22)]
    [InlineData(511, 393)]
    public void CosineKernel_AnyRadius_WithinTenMillionthsOfThePeak(int radius, double sigma)
    {
        var kernel = new CosineKernel(radius, sigma);
        double[] exact = GaussianKernel.Weights(radius, sigma);
        double worst = Enumerable.Range(-radius, exact.Length).Max(offset => Math.Abs(Fitted(offset) - exact[offset + radius]));
        Assert.True(worst < 1e-5 * exact[radius], $"off by {worst / exact[radius]:E1} of the peak");

        double Fitted(int offset) => kernel.Amplitudes.Select((amplitude, m) => amplitude * Math.Cos(m * kernel.Step * offset)).Sum();
    }

    [Theory]
    [InlineData(3, 2.1, 19, 30)]
    [InlineData(40, 31, 101, 17)]
    public void FilterTransposed_RandomField_MatchesPlainSums(int radius, double sigma, int rows, int columns)
    {
        double[] weights = GaussianKernel.Weights(radius, sigma);
        var random = new Random(2);
        short[] field = [.. Enumerable.Range(0, rows * columns).Select(_ => (short)random.Next(short.MinValue, short.MaxValue))];
        int results = rows - (2 * radius);
        short[] output = new short[results * columns];
        short[] alone = new short[results * columns];
        using var filter = new SlidingGaussian(new CosineKernel(radius, sigma));
        filter.FilterTransposed(field.AsMemory(), new PageSize(columns, rows), 0.5, output, Pages.Bands);
        filter.FilterTransposed(field.AsSpan(), new PageSize(columns, rows), 0.5, alone, columns);
        Assert.Equal(output, alone);
        for (int column = 0; column < columns; column++)
        {
            for (int row = 0; row < results; row++)
            {
                double expected = weights.Select((weight, k) => 0.5 * weight * field[((row + k) * columns) + column]).Sum();
                Assert.Equal(expected, output[(column * results) + row], 1.0);
            }
        }
    }

    [Fact]
    public void Prefilter_AnyLine_SplinePassesThroughTheSamples()
    {
        var random = new Random(4);
        double[] samples = [.. Enumerable.Range(0, 23).Select(_ => random.NextDouble())];
        double[] knots = [.. samples];
        SplineZoom.Prefilter(knots);
        for (int i = 0; i < samples.Length; i++)
        {
            double left = knots[Math.Abs(i - 1)];
            double right = knots[i + 1 < knots.Length ? i + 1 : i - 1];
            Assert.Equal(samples[i], ((left + right) / 6) + (knots[i] * 2 / 3), 1e-12);
        }
    }

    [Theory]
    [InlineData(1, "ellipse", 4 * 5)]
    [InlineData(3, "ellipse", 4 * 33)]
    [InlineData(5, "ellipse", 4 * 89)]
    [InlineData(5, "cross", 4 * 21)]
    public void Plan_PrunedElement_FindsTheSameExtremes(int radius, string shape, int all)
    {
        MorphologyPoint[] plan = shape == "ellipse" ? MorphologyPlan.Ellipse(radius) : MorphologyPlan.CornerCross(radius);
        Assert.True(plan.Length < all);
        var random = new Random(6);
        for (int trial = 0; trial < 50; trial++)
        {
            double[,] pixels = new double[5, 5];
            for (int i = 0; i < pixels.Length; i++)
            {
                pixels[i / 5, i % 5] = random.Next(256);
            }

            for (int user = 0; user < 4; user++)
            {
                IEnumerable<double> full = Element(radius, shape)
                    .Select(p => Enlarged(pixels, p.X + 4 + (user & 1), p.Y + 4 + (user >> 1)));
                IEnumerable<double> pruned = plan.Where(p => (p.Users & (1 << user)) != 0).Select(p => Enlarged(pixels, p.X, p.Y));
                Assert.Equal(
                    shape == "ellipse" ? full.Min() : full.Max(), shape == "ellipse" ? pruned.Min() : pruned.Max(), 1e-9);
            }
        }
    }

    [Fact]
    public void PolygonMask_Square_CountsItsPixels()
    {
        byte[] mask = new byte[400];
        long inside = PolygonMask.Draw([(2, 3), (12, 3), (12, 9), (2, 9)], new PageSize(20, 20), mask);
        Assert.Equal(mask.Count(value => value == 0), inside);
        Assert.Equal(11 * 6, inside);
        Assert.Equal(0, mask[(5 * 20) + 7]);
        Assert.Equal(255, mask[(5 * 20) + 13]);
    }

    private static IEnumerable<(int X, int Y)> Element(int radius, string shape)
    {
        for (int y = 0; y <= 2 * radius; y++)
        {
            for (int x = 0; x <= 2 * radius; x++)
            {
                double reach = Math.Round(radius * Math.Sqrt(1 - Math.Pow((y - radius) / (double)radius, 2)));
                if (shape == "ellipse" && Math.Abs(x - radius) <= reach)
                {
                    yield return (x - radius, y - radius);
                }

                if (shape == "cross" && (x == radius || y == radius))
                {
                    yield return (x, y);
                }
            }
        }
    }

    /// <summary>The tenfold page about pixel (2, 2), linear between pixel centres.</summary>
    private static double Enlarged(double[,] pixels, int tenthsX, int tenthsY)
    {
        double x = 2 + ((tenthsX - 4.5) / 10);
        double y = 2 + ((tenthsY - 4.5) / 10);
        (int left, int top) = ((int)x, (int)y);
        (double fx, double fy) = (x - left, y - top);
        double above = ((1 - fx) * pixels[top, left]) + (fx * pixels[top, left + 1]);
        double below = ((1 - fx) * pixels[top + 1, left]) + (fx * pixels[top + 1, left + 1]);
        return ((1 - fy) * above) + (fy * below);
    }
}
