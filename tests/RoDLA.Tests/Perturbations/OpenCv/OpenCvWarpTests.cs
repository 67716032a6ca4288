using System.Numerics;
using OpenCvSharp;
using RoDLA.Imaging;
using RoDLA.Perturbations;
using RoDLA.Perturbations.Geometry;
using RoDLA.Perturbations.Spatial;
using Xunit;

namespace RoDLA.Tests.Perturbations.OpenCv;

/// <summary>Warps and resizes against OpenCV on smooth random pages: within one grey level on 99.9 % of the samples.</summary>
public sealed class OpenCvWarpTests
{
    [OpenCvTheory]
    [InlineData(-13)]
    [InlineData(-1)]
    [InlineData(4)]
    [InlineData(15)]
    public void Rotation_SmoothPage_AsWarpAffine(int angle)
    {
        using PageImage page = Mats.SmoothPage(241, 319, 41);
        using PerturbationResult result = Rotation.Rotate(page, angle, clipToOldSize: false, Pages.Bands);
        using Mat turn = Cv2.GetRotationMatrix2D(new Point2f((page.Width / 2f) - 0.5f, (page.Height / 2f) - 0.5f), angle, 1);
        turn.Set(0, 2, turn.At<double>(0, 2) + ((result.Image.Width - page.Width) / 2.0));
        turn.Set(1, 2, turn.At<double>(1, 2) + ((result.Image.Height - page.Height) / 2.0));
        using Mat input = page.ToMat();
        using var expected = new Mat();
        Cv2.WarpAffine(input, expected, turn, new Size(result.Image.Width, result.Image.Height));
        using PageImage theirs = expected.ToPage();
        PixelAssert.WithinOneLevel(theirs, result.Image);
    }

    [OpenCvTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void PerspectiveWarp_RandomCorners_AsWarpPerspective(int seed)
    {
        using PageImage page = Mats.SmoothPage(241, 319, 42);
        Vector2[] from = [Vector2.Zero, new(page.Width, 0), new(page.Width, page.Height), new(0, page.Height)];
        var random = new Random(seed);
        Vector2[] to =
            [.. from.Select(corner => corner + new Vector2((random.NextSingle() - 0.5f) * 50, (random.NextSingle() - 0.5f) * 50))];
        Homography map = Homography.Between(from, to)!.Value;
        using Mat matrix = Cv2.GetPerspectiveTransform(Points(from), Points(to));
        double[] ours = [map.A, map.B, map.C, map.D, map.E, map.F, map.G, map.H];
        Assert.All(ours.Index(), value => Assert.Equal(matrix.At<double>(value.Index / 3, value.Index % 3), value.Item, 1e-6));

        using PageImage actual = PageImage.Rent(page.Width, page.Height);
        BilinearWarp.Run(page, actual, new PerspectiveCoordinates(map.Inverse()), Pages.Bands);
        using Mat input = page.ToMat();
        using var expected = new Mat();
        Cv2.WarpPerspective(input, expected, matrix, input.Size());
        using PageImage theirs = expected.ToPage();
        PixelAssert.WithinOneLevel(theirs, actual);
    }

    [OpenCvTheory]
    [InlineData(51)]
    [InlineData(52)]
    public void CubicWarp_RandomField_AsRemap(int seed)
    {
        using PageImage page = Mats.SmoothPage(203, 151, seed);
        using var field = new DisplacementField(page.Size);
        var random = new Random(seed);
        float[] across = new float[page.Size.Pixels];
        float[] down = new float[page.Size.Pixels];
        for (int i = 0; i < across.Length; i++)
        {
            (field.X.Array[i], field.Y.Array[i]) = ((short)random.Next(-160, 161), (short)random.Next(-160, 161));
            across[i] = (i % page.Width) - (field.X.Array[i] / (float)DisplacementField.Unit);
            down[i] = (i / page.Width) - (field.Y.Array[i] / (float)DisplacementField.Unit);
        }

        using PageImage actual = PageImage.Rent(page.Width, page.Height);
        CubicWarp.Run(page, actual, field, Pages.Bands);
        using Mat input = page.ToMat();
        using Mat mapX = across.ToMat(page.Height, page.Width, MatType.CV_32FC1);
        using Mat mapY = down.ToMat(page.Height, page.Width, MatType.CV_32FC1);
        using var expected = new Mat();
        Cv2.Remap(input, expected, mapX, mapY, InterpolationFlags.Cubic, BorderTypes.Constant, Scalar.Black);
        using PageImage theirs = expected.ToPage();
        PixelAssert.WithinOneLevel(theirs, actual);
    }

    [OpenCvTheory]
    [InlineData(203, 151, 1000, 700, false)]
    [InlineData(203, 151, 190, 140, false)]
    [InlineData(203, 151, 230, 180, false)]
    [InlineData(203, 151, 230, 180, true)]
    [InlineData(37, 51, 300, 90, true)]
    public void Resize_Noise_AsResize(int width, int height, int toWidth, int toHeight, bool area)
    {
        using PageImage page = Pages.Noise(width, height, 43);
        using PageImage actual = PageImage.Rent(toWidth, toHeight);
        BilinearWarp.Resize(page, actual, area, Pages.Bands);
        using Mat input = page.ToMat();
        using var expected = new Mat();
        Cv2.Resize(input, expected, new Size(toWidth, toHeight), 0, 0, area ? InterpolationFlags.Area : InterpolationFlags.Linear);
        using PageImage theirs = expected.ToPage();
        PixelAssert.WithinOneLevel(theirs, actual);
    }

    private static Point2f[] Points(Vector2[] points) => [.. points.Select(point => new Point2f(point.X, point.Y))];
}
