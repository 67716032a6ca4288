using RoDLA.Analysis.Pipeline;
using RoDLA.Detection;
using RoDLA.Detection.Turning;
using RoDLA.Imaging;
using RoDLA.Imaging.Painting;
using RoDLA.Perturbations.Memory;
using RoDLA.Perturbations.Spatial;
using Xunit;

namespace RoDLA.Tests.Detection.Turning;

public sealed class PoseFinderTests
{
    /// <summary>Tolerance in degrees: two steps of the search.</summary>
    private const float Tolerance = 0.2f;

    private static readonly DetectionSettings Auto = new(0.3f);

    /// <summary>The answers are known: the pages are upright, and the rotation of the perturbations is checked against OpenCV.</summary>
    [Theory]
    [InlineData("article.jpg")]
    [InlineData("article-fax.tif")]
    [InlineData("invoice.png")]
    public async Task Find_SamplePageTurned_IsTheAngle(string sample)
    {
        using PageImage page = await SamplePages.ReadAsync(sample);
        Assert.Equal(PagePose.Upright, Assert.Single(Find(page, Auto)).Pose);
        foreach (float angle in new[] { -15.3f, -7, -0.8f, 0.5f, 3.2f, 10, 16.5f })
        {
            using PageImage turned = Rotate(page, angle);
            PagePose pose = Find(turned, Auto)[0].Pose;
            Assert.Equal(0, pose.Orientation);
            Assert.InRange(pose.Angle, angle - Tolerance, angle + Tolerance);
        }
    }

    [Theory]
    [InlineData("article.jpg", 90)]
    [InlineData("article.jpg", 180)]
    [InlineData("article.jpg", 270)]
    [InlineData("invoice.png", 90)]
    [InlineData("invoice.png", 180)]
    [InlineData("invoice.png", 270)]
    public async Task Find_PageWithQuarterTurns_HasTheTurnAmongItsPoses(string sample, int orientation)
    {
        using PageImage page = await SamplePages.ReadAsync(sample);
        using PageImage sideways = QuarterTurns.Undo(page, 360 - orientation);
        Assert.Equal([0, orientation], Find(sideways, Auto).Select(pose => pose.Pose.Orientation));
        Assert.Equal(orientation, PoseFinder.LikelyOrientation(sideways));
        Assert.Equal(0, PoseFinder.LikelyOrientation(page));

        using PageImage turned = Rotate(sideways, 4);
        DetectionSettings known = Auto with { Orientation = new PageOrientation(orientation) };
        PagePose pose = Assert.Single(Find(turned, known)).Pose;
        Assert.Equal(orientation, pose.Orientation);
        Assert.InRange(pose.Angle, 4 - Tolerance, 4 + Tolerance);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(15, 900)]
    [InlineData(3000, 1)]
    [InlineData(700, 900)]
    public void Find_PageWithoutText_IsUpright(int width, int height)
    {
        using PageImage page = PageImage.Rent(width, height);
        page.Pixels.Fill(255);
        Assert.Equal(PagePose.Upright, Assert.Single(Find(page, Auto)).Pose);

        new Random(3).NextBytes(page.Pixels);
        Assert.All(Find(page, Auto), pose => Assert.Equal(0, pose.Pose.Angle));
        Assert.Equal(0, PoseFinder.LikelyOrientation(page));
    }

    [Fact]
    public void Find_GivenPose_IsTaken()
    {
        using PageImage page = TestPages.Paragraphs();

        Assert.Equal(
            new PagePose(90, -2.5f),
            Assert.Single(Find(page, Auto with { Orientation = new PageOrientation(90), Deskew = new Deskew(-2.5f) })).Pose);
        Assert.Equal(
            PagePose.Upright,
            Assert.Single(Find(page, Auto with { Orientation = PageOrientation.Off, Deskew = Deskew.Off })).Pose);
    }

    [Fact]
    public void Weight_MoreAndSurerDetections_IsGreater()
    {
        PoseCandidate pose = new(PagePose.Upright, 0.25);

        Assert.Equal(0.25 + Math.Log(0.5), pose.Weight([]), 9);
        Assert.Equal(0.25 + Math.Log(1.9), pose.Weight([Element(0.9f), Element(0.5f), Element(0.2f)]), 6);
    }

    [Fact]
    public async Task Notes_TurnedPageThatStaysSo_SayHow()
    {
        using PageImage page = await SamplePages.ReadAsync("article.jpg");
        using PageImage turned = QuarterTurns.Undo(page, 180);

        Assert.Equal(
            "The page looks turned by 180 degrees clockwise: the model expects it upright.",
            Assert.Single(PageNotes.Of(turned, isTurned: false)));
        Assert.Empty(PageNotes.Of(turned, isTurned: true));
        Assert.Empty(PageNotes.Of(page, isTurned: false));
    }

    private static IReadOnlyList<PoseCandidate> Find(PageImage page, DetectionSettings settings)
    {
        using StraightPage original = StraightPage.AsItIs(page);
        return PoseFinder.Find(original, settings);
    }

    private static LayoutElement Element(float confidence) => new(0, "Text", confidence, new BoundingBox(0, 0, 1, 1));

    private static PageImage Rotate(PageImage page, float clockwise) =>
        Rotation.Rotate(page, -clockwise, clipToOldSize: false, new RowBands(1, CancellationToken.None)).Image;
}
