using System.Diagnostics;
using OpenCvSharp;
using RoDLA.Imaging;

namespace RoDLA.Benchmarks.Perturbations;

/// <summary>
/// The perturbations that consist of OpenCV's operations, by OpenCvSharp in this process. Random numbers are fixed where they do not change
/// the amount of work.
/// </summary>
internal sealed unsafe class OpenCvPerturbations : IDisposable
{
    private const int SpotRadius = 5;
    private const double SpotSigma = 1.25;
    private const int Tenfold = 10;
    private const int EdgeSigma = 50;

    private readonly Dictionary<string, Action<int>> _operations;
    private readonly Mat _page;
    private readonly Mat _result = new();

    /// <summary>Copies the page.</summary>
    public OpenCvPerturbations(PageImage page)
    {
        fixed (byte* pixels = page.Pixels)
        {
            using Mat view = Mat.FromPixelData(page.Height, page.Width, MatType.CV_8UC3, (nint)pixels);
            _page = view.Clone();
        }

        _operations = new(StringComparer.Ordinal)
        {
            ["defocus"] = Defocus,
            ["vibration"] = Vibration,
            ["speckle"] = Speckle,
            ["ink_holdout"] = strength => Morphology(strength, MorphTypes.Erode, MorphShapes.Ellipse, anchor: null),
            ["ink_bleeding"] = strength => Morphology(strength, MorphTypes.Dilate, MorphShapes.Cross, new Point(0, 0)),
            ["illumination"] = Illumination,
            ["rotation"] = Rotation,
            ["keystoning"] = Keystoning,
            ["warping"] = Warping,
        };
    }

    /// <summary>Whether OpenCV has the operations of a perturbation.</summary>
    public bool Has(string name) => _operations.ContainsKey(name);

    /// <summary>Applies one; returns milliseconds.</summary>
    public double Apply(string name, int degree)
    {
        long start = Stopwatch.GetTimestamp();
        _operations[name]((2 * degree) - 1);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _page.Dispose();
        _result.Dispose();
    }

    /// <summary>At strength 1 a blur of 3 × 3 and σ = 1, as ours: the benchmark's kernel of one pixel is a copy.</summary>
    private void Defocus(int strength)
    {
        int size = Math.Max(3, strength);
        Cv2.GaussianBlur(_page, _result, new Size(size, size), strength, strength);
    }

    private void Vibration(int strength)
    {
        int size = 3 * strength;
        using var kernel = new Mat(size, size, MatType.CV_64FC1, Scalar.Black);
        using Mat line = kernel.Row(size / 2);
        line.SetTo(Scalar.White);
        float middle = (size - 1) / 2f;
        using Mat turn = Cv2.GetRotationMatrix2D(new Point2f(middle, middle), 17, 1);
        Cv2.WarpAffine(kernel, kernel, turn, kernel.Size());
        using Mat normalised = kernel / Cv2.Sum(kernel).Val0;
        Cv2.Filter2D(_page, _result, -1, normalised);
    }

    private void Speckle(int strength)
    {
        _page.CopyTo(_result);
        using Mat white = Spots(strength);
        _result.SetTo(Scalar.White, white);
        using Mat black = Spots(strength);
        _result.SetTo(Scalar.Black, black);
    }

    private Mat Spots(int strength)
    {
        var random = new Random(1);
        using var free = new Mat(_page.Size(), MatType.CV_8UC1, Scalar.White);
        for (int i = (int)(1e-4 * strength * _page.Total()); i > 0; i--)
        {
            free.Set(random.Next(free.Rows), random.Next(free.Cols), (byte)0);
        }

        using var distance = new Mat();
        Cv2.DistanceTransform(free, distance, DistanceTypes.L2, DistanceTransformMasks.Precise);
        using var discs = new Mat();
        Cv2.Threshold(distance, discs, SpotRadius, 1, ThresholdTypes.BinaryInv);
        using var noise = new Mat(_page.Size(), MatType.CV_32FC1);
        Cv2.Randu(noise, Scalar.All(0), Scalar.All(1));
        foreach (Mat plane in new[] { discs, noise })
        {
            Cv2.GaussianBlur(plane, plane, new Size(11, 11), SpotSigma, SpotSigma, BorderTypes.Reflect);
            Cv2.Normalize(plane, plane, 0, 1, NormTypes.MinMax);
        }

        Cv2.Multiply(discs, noise, noise);
        var spots = new Mat();
        Cv2.Compare(noise, 0.5, spots, CmpTypes.GT);
        return spots;
    }

    private void Morphology(int strength, MorphTypes operation, MorphShapes shape, Point? anchor)
    {
        var size = new Size((2 * strength) + 1, (2 * strength) + 1);
        using Mat element = Cv2.GetStructuringElement(shape, size);
        using var large = new Mat();
        Cv2.Resize(_page, large, new Size(Tenfold * _page.Width, Tenfold * _page.Height));
        Cv2.MorphologyEx(large, large, operation, element, anchor);
        Cv2.Resize(large, _result, _page.Size());
    }

    private void Illumination(int strength)
    {
        using var mask = new Mat(_page.Size(), MatType.CV_32FC1, Scalar.All(1));
        Point[] polygon = [new(165, 230), new(1490, 300), new(825, 2105), new(40, 900), new(1000, 50)];
        Cv2.FillPoly(mask, [polygon], Scalar.All(0));
        Cv2.GaussianBlur(mask, mask, new Size(0, 0), EdgeSigma);
        using var dark = new Mat();
        _page.ConvertTo(dark, -1, 1.0 / (strength + 1));
        using var rest = new Mat();
        Cv2.Subtract(Scalar.All(1), mask, rest);
        Cv2.BlendLinear(_page, dark, mask, rest, _result);
    }

    private void Rotation(int strength)
    {
        double angle = 5 * ((strength + 1) / 2.0);
        using Mat turn = Cv2.GetRotationMatrix2D(new Point2f((_page.Width / 2f) - 0.5f, (_page.Height / 2f) - 0.5f), angle, 1);
        (double cos, double sin) = (Math.Cos(angle * Math.PI / 180), Math.Sin(angle * Math.PI / 180));
        var size = new Size(
            (int)Math.Round((_page.Height * sin) + (_page.Width * cos)), (int)Math.Round((_page.Height * cos) + (_page.Width * sin)));
        turn.Set(0, 2, turn.At<double>(0, 2) + ((size.Width - _page.Width) / 2.0));
        turn.Set(1, 2, turn.At<double>(1, 2) + ((size.Height - _page.Height) / 2.0));
        Cv2.WarpAffine(_page, _result, turn, size);
    }

    private void Keystoning(int strength)
    {
        (float width, float height, float move) = (_page.Width, _page.Height, 0.01f * strength);
        Point2f[] whole = [new(0, 0), new(width, 0), new(width, height), new(0, height)];
        Point2f[] moved =
            [new(0, 0), new(width * (1 + move), 0), new(width * (1 + (2 * move)), height * (1 + move)), new(width * move, height)];
        using Mat matrix = Cv2.GetPerspectiveTransform(whole, moved);
        using var wide = new Mat();
        Cv2.WarpPerspective(_page, wide, matrix, new Size((int)(width * (1 + (2 * move))), (int)(height * (1 + move))));
        Cv2.Resize(wide, _result, _page.Size());
    }

    private void Warping(int strength)
    {
        double extent = Math.Floor(Math.Sqrt(_page.Total()));
        (double sigma, double alpha) = (extent / 5 / strength, 2 * extent / strength);
        int size = (int)Math.Max(2.6 * sigma, 5) | 1;
        using Mat across = Field(alpha, sigma, size, alongX: true);
        using Mat down = Field(alpha, sigma, size, alongX: false);
        Cv2.Remap(_page, _result, across, down, InterpolationFlags.Cubic, BorderTypes.Constant, Scalar.Black);
    }

    /// <summary>Source positions: a blurred field of noise subtracted from the position of each pixel.</summary>
    private Mat Field(double alpha, double sigma, int size, bool alongX)
    {
        using var noise = new Mat(_page.Height + (2 * size), _page.Width + (2 * size), MatType.CV_32FC1);
        Cv2.Randu(noise, Scalar.All(-alpha), Scalar.All(alpha));
        Cv2.GaussianBlur(noise, noise, new Size(size, size), sigma, sigma, BorderTypes.Reflect101);
        var field = new Mat(_page.Size(), MatType.CV_32FC1);
        (int width, int height) = (_page.Width, _page.Height);
        float* to = (float*)field.DataPointer;
        float* from = (float*)noise.DataPointer + (size * (width + (2 * size))) + size;
        for (int y = 0; y < height; y++, to += width, from += width + (2 * size))
        {
            for (int x = 0; x < width; x++)
            {
                to[x] = (alongX ? x : y) - from[x];
            }
        }

        return field;
    }
}
