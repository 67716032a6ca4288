using OpenCvSharp;
using RoDLA.Imaging;
using RoDLA.Perturbations.Blur;
using RoDLA.Perturbations.Filters;
using Xunit;

namespace RoDLA.Tests.Perturbations.OpenCv;

/// <summary>
/// Blurs and filters against OpenCV on pages of noise, where every rounding shows: within one grey level on 99.9 % of the samples. Planes
/// of floats: within 10⁻⁵.
/// </summary>
public sealed class OpenCvFilterTests
{
    [OpenCvTheory]
    [InlineData(3, 1.0, 333, 211)]
    [InlineData(3, 3.0, 97, 61)]
    [InlineData(5, 5.0, 333, 211)]
    [InlineData(5, 5.0, 17, 90)]
    public void SmallGaussian_Noise_AsGaussianBlur(int size, double sigma, int width, int height)
    {
        using PageImage page = Pages.Noise(width, height, 31);
        using Mat expected = page.ToMat();
        Cv2.GaussianBlur(expected, expected, new Size(size, size), sigma, sigma);
        using PageImage actual = PageImage.Rent(width, height);
        SmallGaussian.Blur(page, actual, GaussianKernel.WeightsIn256ths(size / 2, sigma), Pages.Bands);
        using PageImage theirs = expected.ToPage();
        PixelAssert.WithinOneLevel(theirs, actual);
    }

    [OpenCvTheory]
    [InlineData(3, -31.5)]
    [InlineData(9, 12.25)]
    [InlineData(15, 40)]
    [InlineData(15, 0)]
    public void Vibration_Noise_AsFilter2D(int length, double angle)
    {
        using PageImage page = Pages.Noise(251, 163, 32);
        using var kernel = new Mat(length, length, MatType.CV_64FC1, Scalar.Black);
        using Mat line = kernel.Row(length / 2);
        line.SetTo(Scalar.White);
        float middle = (length - 1) / 2f;
        using Mat turn = Cv2.GetRotationMatrix2D(new Point2f(middle, middle), angle, 1);
        Cv2.WarpAffine(kernel, kernel, turn, kernel.Size());
        using Mat normalised = kernel / Cv2.Sum(kernel).Val0;
        using Mat expected = page.ToMat();
        Cv2.Filter2D(expected, expected, -1, normalised);
        using PageImage actual = Vibration.Blur(page, length, angle, Pages.Bands);
        using PageImage theirs = expected.ToPage();
        PixelAssert.WithinOneLevel(theirs, actual);
    }

    [OpenCvTheory]
    [InlineData(4, 1)]
    [InlineData(9, 2)]
    [InlineData(40, 7)]
    public void SparseFilter_RandomKernel_AsFilter2D(int taps, int radius)
    {
        var random = new Random(33);
        Tap[] kernel = [.. Enumerable.Range(0, taps)
            .Select(_ => new Tap(random.Next(-radius, radius + 1), random.Next(-radius, radius + 1), random.NextDouble()))
            .DistinctBy(tap => (tap.Dx, tap.Dy))];
        double sum = kernel.Sum(tap => tap.Weight);
        kernel = [.. kernel.Select(tap => tap with { Weight = tap.Weight / sum })];
        double[] weights = new double[((2 * radius) + 1) * ((2 * radius) + 1)];
        foreach (Tap tap in kernel)
        {
            weights[((tap.Dy + radius) * ((2 * radius) + 1)) + tap.Dx + radius] = tap.Weight;
        }

        using PageImage page = Pages.Noise(200, 150, 34);
        using Mat matrix = weights.ToMat((2 * radius) + 1, (2 * radius) + 1, MatType.CV_64FC1);
        using Mat expected = page.ToMat();
        Cv2.Filter2D(expected, expected, -1, matrix);
        using PageImage actual = PageImage.Rent(page.Width, page.Height);
        SparseFilter.Correlate(page, actual, kernel, Pages.Bands);
        using PageImage theirs = expected.ToPage();
        PixelAssert.WithinOneLevel(theirs, actual);
    }

    [OpenCvTheory]
    [InlineData(0.5)]
    [InlineData(1.25)]
    [InlineData(6)]
    public void PlaneGaussian_Noise_AsGaussianBlurOfFloats(double sigma)
    {
        (int width, int height, int size) = (203, 97, (2 * (int)((4 * sigma) + 0.5)) + 1);
        var random = new Random(35);
        float[] plane = [.. Enumerable.Range(0, width * height).Select(_ => random.NextSingle())];
        using Mat expected = plane.ToMat(height, width, MatType.CV_32FC1);
        Cv2.GaussianBlur(expected, expected, new Size(size, size), sigma, sigma, BorderTypes.Reflect);
        float[] actual = new float[plane.Length];
        new PlaneGaussian(sigma).Filter(plane, actual, width, height, Pages.Bands);
        expected.GetArray(out float[] theirs);
        Assert.All(theirs.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [OpenCvTheory]
    [InlineData(12, 9.5)]
    [InlineData(60, 45)]
    public void SlidingGaussian_RandomField_AsSepFilter2D(int radius, double sigma)
    {
        (int rows, int columns) = (260, 75);
        var random = new Random(36);
        short[] field = [.. Enumerable.Range(0, rows * columns).Select(_ => (short)random.Next(short.MinValue, short.MaxValue))];
        using Mat input = field.ToMat(rows, columns, MatType.CV_16SC1);
        using Mat down = GaussianKernel.Weights(radius, sigma).ToMat((2 * radius) + 1, 1, MatType.CV_64FC1);
        using Mat along = Mat.Ones(1, 1, MatType.CV_64FC1);
        using var expected = new Mat();
        Cv2.SepFilter2D(input, expected, MatType.CV_64FC1, along, down);
        int results = rows - (2 * radius);
        short[] actual = new short[results * columns];
        using var filter = new SlidingGaussian(new CosineKernel(radius, sigma));
        filter.FilterTransposed(field.AsMemory(), new PageSize(columns, rows), 1, actual, Pages.Bands);
        for (int row = 0; row < results; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                Assert.Equal(expected.At<double>(row + radius, column), actual[(column * results) + row], 1.0);
            }
        }
    }
}
