using RoDLA.Detection;
using RoDLA.Detection.Merging;
using RoDLA.Imaging;
using Xunit;

namespace RoDLA.Tests.Detection;

/// <summary>
/// Compared with a plain implementation in numpy: boxes and confidences are equal (they are only chosen, never computed).
/// </summary>
public sealed class BoxMergeTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Merge_RandomBoxes_MatchesNumpy(int index)
    {
        MergeCase reference = ReferenceFiles.Read<MergeCase>("box_merge.json")[index];
        SliceSettings settings = SliceSettings.Parse($"640x640:0.2:{reference.Merge}:{reference.Metric}:{reference.Threshold}")!;

        List<LayoutElement> merged = BoxMerge.Merge(reference.Elements.Select(Element), settings);

        Assert.NotEmpty(reference.Expected);
        Assert.Equal(reference.Expected.Select(Element), merged);
    }

    [Fact]
    public void Merge_PartsInsideTheWhole_BecomeTheWhole()
    {
        LayoutElement[] elements = [At(0.9f, 0, 0, 50, 20), At(0.8f, 40, 0, 100, 20), At(0.7f, 0, 0, 90, 20), At(0.6f, 0, 30, 100, 50)];

        Assert.Equal(
            [At(0.9f, 0, 0, 100, 20), At(0.6f, 0, 30, 100, 50)], BoxMerge.Merge(elements, new SliceSettings(640, 640)));
        Assert.Equal(
            [At(0.9f, 0, 0, 50, 20), At(0.8f, 40, 0, 100, 20), At(0.6f, 0, 30, 100, 50)],
            BoxMerge.Merge(elements, new SliceSettings(640, 640) { Merge = SliceMerge.Nms }));
    }

    private static LayoutElement At(float confidence, float x1, float y1, float x2, float y2) =>
        new(0, "Text", confidence, new BoundingBox(x1, y1, x2, y2));

    private static LayoutElement Element(ReferenceFiles.Expected e) => new(
        e.ClassId, "", (float)e.Confidence, new BoundingBox((float)e.Box[0], (float)e.Box[1], (float)e.Box[2], (float)e.Box[3]));

    internal sealed record MergeCase(
        string Merge, string Metric, double Threshold, List<ReferenceFiles.Expected> Elements, List<ReferenceFiles.Expected> Expected);
}
