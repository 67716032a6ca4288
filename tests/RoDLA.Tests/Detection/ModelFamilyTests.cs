using RoDLA.Detection;
using RoDLA.Detection.Families;
using RoDLA.Detection.Preprocessing;
using RoDLA.Imaging;
using Xunit;

namespace RoDLA.Tests.Detection;

/// <summary>Compared with numpy: boxes within 0.01 px (float32, computed in another order), confidences within 1e-6.</summary>
public sealed class ModelFamilyTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void AnchorFreeDecode_RandomOutputs_MatchesNumpy(int index)
    {
        AnchorFreeCase reference = ReferenceFiles.Read<AnchorFreeCase>("anchor_free.json")[index];
        ModelManifest model = Manifests.Create(
            "anchor_free",
            reference.Classes,
            postprocess: new PostprocessSpec { NmsIou = 0.6f, NmsAgnosticIou = 0.75f, NmsContainment = null, PreNmsTop = 100_000, MaxDetections = 10_000 })
            with
        { DefaultThreshold = 0 };
        IReadOnlyList<LayoutElement> elements = new AnchorFreeFamily().Decode(
            Outputs(ReferenceFiles.Floats(reference.Scores), ReferenceFiles.Floats(reference.Boxes)), model, Square, new DetectionSettings(reference.Threshold));
        AssertSame(reference.Expected, elements);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void DetrDecode_RandomOutputs_MatchesNumpy(int index)
    {
        DetrCase reference = ReferenceFiles.Read<DetrCase>("detr.json")[index];
        ModelManifest model = Manifests.Create(
            "detr", reference.Classes, Manifests.KeepRatio(), new PostprocessSpec { MaxDetections = reference.Top });
        PageSize content = new(reference.Content[0], reference.Content[1]);
        PageGeometry geometry = new(new PageSize(reference.Page[0], reference.Page[1]), content, content, 0, 0);
        IReadOnlyList<LayoutElement> elements = new DetrFamily().Decode(
            Outputs(ReferenceFiles.Floats(reference.Scores), ReferenceFiles.Floats(reference.Boxes)), model, geometry, new DetectionSettings(reference.Threshold));
        AssertSame(reference.Expected, elements);
    }

    [Theory]
    [InlineData("anchor_free")]
    [InlineData("detr")]
    [InlineData("detr_decoded")]
    [InlineData("paddle")]
    [InlineData("yolo_end2end")]
    [InlineData("yolo")]
    [InlineData("yolox")]
    public void Decode_NaN_ReturnsNothing(string family)
    {
        float[] nothing = [.. Enumerable.Repeat(float.NaN, 24)];
        ModelOutputs outputs = new()
        {
            Scores = nothing.AsSpan(0, 4),
            Labels = nothing.AsSpan(0, 4),
            Boxes = nothing.AsSpan(0, 16),
            Rows = nothing,
            RowLength = family == "yolo" ? 4 : 6,
        };
        Assert.Empty(ModelFamilies.ByName[family].Decode(outputs, Manifests.Create(family, 1), Square, new DetectionSettings(0)));
    }

    [Fact]
    public void Decode_ThresholdEqualToAScore_DropsIt()
    {
        float[] boxes = [10, 10, 20, 20];
        Assert.Empty(new AnchorFreeFamily().Decode(Outputs([0.5f], boxes), Manifests.Create("anchor_free", 1), Square, Half));
        Assert.Empty(new DetrFamily().Decode(Outputs([0f], [0.5f, 0.5f, 0.1f, 0.1f]), Manifests.Create("detr", 1), Square, Half));
    }

    [Fact]
    public void Decode_BoxOutsideThePage_IsDropped() =>
        Assert.Empty(new AnchorFreeFamily().Decode(Outputs([0.9f], [600, 10, 700, 20]), Manifests.Create("anchor_free", 1), Square, Half));

    [Fact]
    public void DetrDecode_OneQueryTwoClasses_ReturnsBoth()
    {
        IReadOnlyList<LayoutElement> elements = new DetrFamily().Decode(
            Outputs([3f, 2f], [0.5f, 0.5f, 0.1f, 0.1f]), Manifests.Create("detr", 2), Square, Half);
        Assert.Equal([0, 1], elements.Select(e => e.ClassId));
    }

    [Fact]
    public void DetrDecode_PlaceholderAmongTheBest_CountsAndIsDropped()
    {
        ModelManifest model = WithPlaceholders("detr", 2, [1]) with { Postprocess = new PostprocessSpec { MaxDetections = 2 } };
        IReadOnlyList<LayoutElement> elements = new DetrFamily().Decode(
            Outputs([1f, 3f, 2f], [0.5f, 0.5f, 0.1f, 0.1f]), model, Square, Half);
        Assert.Equal([(1, "class-1")], elements.Select(e => (e.ClassId, e.ClassName)));
    }

    [Fact]
    public void AnchorFreeDecode_Placeholder_IsDropped()
    {
        IReadOnlyList<LayoutElement> elements = new AnchorFreeFamily().Decode(
            Outputs([0.9f, 0.6f, 0.8f], [10, 10, 20, 20]), WithPlaceholders("anchor_free", 2, [0]), Square, Half);
        Assert.Equal([1, 0], elements.Select(e => e.ClassId));
    }

    /// <summary>A box of 100 × 100 (0.9) and one of 90 × 40 inside it; IoU 0.36, no matter for the other passes.</summary>
    [Theory]
    [InlineData(0.8f, 0.5f, 0, new[] { 0.5f })]
    [InlineData(0.8f, 0.25f, 0, new[] { 0.9f, 0.25f })]
    [InlineData(0.8f, 0.5f, 1, new[] { 0.9f, 0.5f })]
    [InlineData(null, 0.5f, 0, new[] { 0.9f, 0.5f })]
    [InlineData(0.8f, 0.5f, 0, new float[0], 0.6f)] // The inner one is below the threshold: the outer does not come back.
    [InlineData(0.8f, 0.5f, 1, new[] { 0.9f }, 0.6f)]
    public void AnchorFreeDecode_BoxInsideOneOfItsClass_TheOuterIsDropped(
        float? limit, float score, int innerClass, float[] expected, float threshold = 0.1f)
    {
        ModelManifest model = Manifests.Create(
            "anchor_free", 2, postprocess: new PostprocessSpec { NmsIou = 0.6f, NmsAgnosticIou = 0.75f, NmsContainment = limit });
        float[] scores = [0.9f, 0, innerClass == 0 ? score : 0, innerClass == 1 ? score : 0];

        IReadOnlyList<LayoutElement> elements =
            new AnchorFreeFamily().Decode(Outputs(scores, [100, 100, 200, 200, 105, 105, 195, 145]), model, Square, new DetectionSettings(threshold));

        Assert.Equal(expected, elements.Select(e => e.Confidence));
    }

    /// <summary>Two boxes of two classes at one place, IoU 1; the default threshold is 0.3.</summary>
    [Theory]
    [InlineData(0.31f, 0.1f, new[] { 0.9f })]
    [InlineData(0.3f, 0.1f, new[] { 0.9f, 0.3f })]
    [InlineData(0.3f, 0.15f, new[] { 0.9f })]
    public void AnchorFreeDecode_TwoClassesAtOnePlace_SecondGuessIsKeptBelowTheDefaultThreshold(float score, float threshold, float[] expected)
    {
        ModelManifest model = Manifests.Create("anchor_free", 2, postprocess: new PostprocessSpec { NmsIou = 0.6f, NmsAgnosticIou = 0.75f });

        IReadOnlyList<LayoutElement> elements =
            new AnchorFreeFamily().Decode(Outputs([0.9f, score], [100, 100, 200, 200]), model, Square, new DetectionSettings(threshold));

        Assert.Equal(expected, elements.Select(e => e.Confidence));
    }

    [Fact]
    public void AnchorFreeDecode_BoxThatStandsOut_KeepsBoth()
    {
        ModelManifest model = Manifests.Create("anchor_free", 1, postprocess: new PostprocessSpec { NmsIou = 0.6f });

        IReadOnlyList<LayoutElement> elements =
            new AnchorFreeFamily().Decode(Outputs([0.9f, 0.5f], [100, 100, 200, 200, 150, 120, 230, 160]), model, Square, new DetectionSettings(0.1f));

        Assert.Equal(2, elements.Count);
    }

    /// <summary>Boxes of 100 × 100 that are 50 px apart: IoU 1/3; of another class, 10 px apart: IoU 0.82.</summary>
    [Theory]
    [InlineData("anchor_free", null, new[] { 0.9f, 0.8f })]
    [InlineData("anchor_free", 0.3f, new[] { 0.9f })]
    [InlineData("anchor_free", 0.35f, new[] { 0.9f, 0.8f })]
    [InlineData("anchor_free", 0.9f, new[] { 0.9f, 0.8f, 0.7f })]
    [InlineData("detr", null, new[] { 0.9f, 0.8f, 0.7f })]
    [InlineData("detr", 0.3f, new[] { 0.9f, 0.7f })]
    [InlineData("detr", 0.35f, new[] { 0.9f, 0.8f, 0.7f })]
    public void Decode_IouOfTheRequest_TakesThePlaceOfTheModels(string family, float? iou, float[] expected)
    {
        ModelManifest model = Manifests.Create(
            family, 2, postprocess: new PostprocessSpec { NmsIou = 0.6f, NmsAgnosticIou = 0.75f, NmsContainment = null });
        float[] scores = [0.9f, 0, 0.8f, 0, 0, 0.7f];
        float[] boxes = [100, 100, 200, 200, 150, 100, 250, 200, 110, 100, 210, 200];
        if (family == "detr")
        {
            scores = [.. scores.Select(s => s == 0 ? -9f : MathF.Log(s / (1 - s)))];
            boxes = [150, 150, 100, 100, 200, 150, 100, 100, 160, 150, 100, 100];
            boxes = [.. boxes.Select(b => b / 512)];
        }

        IReadOnlyList<LayoutElement> elements =
            ModelFamilies.ByName[family].Decode(Outputs(scores, boxes), model, Square, Half with { IouThreshold = iou });

        Assert.Equal(expected, elements.Select(e => MathF.Round(e.Confidence, 5)));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, null)]
    [InlineData(4, 2)]
    public void ClassOf_ColumnsWithPlaceholders_CountsTheOthers(int column, int? expected) =>
        Assert.Equal(expected, new OutputSpec { Scores = "s", Boxes = "b", Placeholders = [3, 0] }.ClassOf(column));

    private static ModelManifest WithPlaceholders(string family, int classes, int[] placeholders) =>
        Manifests.Create(family, classes) with
        {
            Outputs = new OutputSpec { Scores = "scores", Boxes = "boxes", Placeholders = placeholders },
        };

    private static ModelOutputs Outputs(float[] scores, float[] boxes) => new() { Scores = scores, Boxes = boxes };

    private static readonly DetectionSettings Half = new(0.5f);

    private static readonly PageGeometry Square = new(new PageSize(512, 512), new PageSize(512, 512), new PageSize(512, 512), 0, 0);

    private static void AssertSame(IReadOnlyList<ReferenceFiles.Expected> expected, IReadOnlyList<LayoutElement> actual)
    {
        Assert.NotEmpty(expected);
        Assert.Equal(expected.Select(e => e.ClassId), actual.Select(e => e.ClassId));
        foreach ((ReferenceFiles.Expected wanted, LayoutElement element) in expected.Zip(actual))
        {
            Assert.Equal(wanted.Confidence, element.Confidence, 1e-6);
            Assert.Equal(wanted.Box[0], element.Box.X1, 0.01);
            Assert.Equal(wanted.Box[1], element.Box.Y1, 0.01);
            Assert.Equal(wanted.Box[2], element.Box.X2, 0.01);
            Assert.Equal(wanted.Box[3], element.Box.Y2, 0.01);
        }
    }

    internal sealed record AnchorFreeCase(
        int Classes, float Threshold, string Scores, string Boxes, List<ReferenceFiles.Expected> Expected);

    internal sealed record DetrCase(
        int Classes,
        float Threshold,
        int Top,
        int[] Page,
        int[] Content,
        string Scores,
        string Boxes,
        List<ReferenceFiles.Expected> Expected);
}
