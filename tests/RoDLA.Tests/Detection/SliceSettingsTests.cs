using RoDLA.Detection;
using Xunit;

namespace RoDLA.Tests.Detection;

public sealed class SliceSettingsTests
{
    [Theory]
    [InlineData("640x640", 640, 640, 0.2f, SliceMerge.GreedyNmm, MatchMetric.Ios, 0.5f)]
    [InlineData(" 256X2048:0 ", 256, 2048, 0f, SliceMerge.GreedyNmm, MatchMetric.Ios, 0.5f)]
    [InlineData("512x640:.5:NMS", 512, 640, 0.5f, SliceMerge.Nms, MatchMetric.Ios, 0.5f)]
    [InlineData("512x640:0.25:greedy_nmm:iou", 512, 640, 0.25f, SliceMerge.GreedyNmm, MatchMetric.Iou, 0.5f)]
    [InlineData("512x640:0.25:nms:ios:1", 512, 640, 0.25f, SliceMerge.Nms, MatchMetric.Ios, 1f)]
    public void Parse_WithAndWithoutItsParts_IsReadAndWrittenBack(
        string text, int width, int height, float overlap, SliceMerge merge, MatchMetric metric, float threshold)
    {
        SliceSettings expected = new(width, height, overlap) { Merge = merge, Metric = metric, MatchThreshold = threshold };

        Assert.Equal(expected, SliceSettings.Parse(text));
        Assert.Equal(expected, SliceSettings.Parse(expected.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("640")]
    [InlineData("640x640x640")]
    [InlineData("255x640")]
    [InlineData("640x2049")]
    [InlineData("-640x640")]
    [InlineData("640x640:0.51")]
    [InlineData("640x640:-0.1")]
    [InlineData("640x640:NaN")]
    [InlineData("640x640:")]
    [InlineData("640x640:0.2:soft_nms")]
    [InlineData("640x640:0.2:nms:giou")]
    [InlineData("640x640:0.2:nms:ios:0")]
    [InlineData("640x640:0.2:nms:ios:1.1")]
    [InlineData("640x640:0.2:nms:ios:0.5:1")]
    public void Parse_WrongText_IsNull(string text) => Assert.Null(SliceSettings.Parse(text));
}
