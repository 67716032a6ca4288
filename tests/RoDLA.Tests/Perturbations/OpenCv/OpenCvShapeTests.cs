using OpenCvSharp;
using RoDLA.Imaging;
using RoDLA.Perturbations.Inconsistency;
using RoDLA.Perturbations.Memory;
using RoDLA.Perturbations.Noise;
using RoDLA.Perturbations.Random;
using Xunit;

namespace RoDLA.Tests.Perturbations.OpenCv;

/// <summary>
/// Morphology against OpenCV's on the page enlarged ten times and reduced again (within one grey level on 99.9 % of the samples), discs
/// against its distance transform (the same pixels).
/// </summary>
public sealed class OpenCvShapeTests
{
    [OpenCvTheory]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(5, false)]
    [InlineData(1, true)]
    [InlineData(3, true)]
    [InlineData(5, true)]
    public void TenfoldMorphology_Noise_AsEnlargedErodeOrDilate(int radius, bool dilate)
    {
        using PageImage page = Pages.Noise(67, 43, 61);
        using PageImage actual = PageImage.Rent(page.Width, page.Height);
        MorphologyPoint[] plan = dilate ? MorphologyPlan.CornerCross(radius) : MorphologyPlan.Ellipse(radius);
        TenfoldMorphology.Run(page, actual, plan, dilate, Pages.Bands);
        using Mat small = page.ToMat();
        using var large = new Mat();
        Cv2.Resize(small, large, new Size(10 * page.Width, 10 * page.Height));
        var size = new Size((2 * radius) + 1, (2 * radius) + 1);
        using Mat element = Cv2.GetStructuringElement(dilate ? MorphShapes.Cross : MorphShapes.Ellipse, size);
        if (dilate)
        {
            Cv2.Dilate(large, large, element, new Point(0, 0));
        }
        else
        {
            Cv2.Erode(large, large, element);
        }

        Cv2.Resize(large, small, small.Size());
        using PageImage theirs = small.ToPage();
        PixelAssert.WithinOneLevel(theirs, actual);
    }

    [OpenCvTheory]
    [InlineData(120, 90, 7)]
    [InlineData(33, 400, 40)]
    public void PaintDiscs_RandomSeeds_AsDistanceTransform(int width, int height, int seeds)
    {
        var size = new PageSize(width, height);
        var places = new RandomStream(62, "speckle", 1, 0);
        using var discs = new PooledBuffer<float>(size.Pixels);
        new BlobField(size, Pages.Bands).PaintDiscs(seeds, places, discs);
        using var free = new Mat(height, width, MatType.CV_8UC1, Scalar.White);
        RandomCursor random = places.Cursor();
        for (int i = 0; i < seeds; i++)
        {
            int row = random.NextInt(height);
            free.Set(row, random.NextInt(width), (byte)0);
        }

        using var distance = new Mat();
        Cv2.DistanceTransform(free, distance, DistanceTypes.L2, DistanceTransformMasks.Precise);
        distance.GetArray(out float[] distances);
        Assert.Equal(distances.Select(value => value < 5 ? 1f : 0f), discs.Span.ToArray());
    }
}
