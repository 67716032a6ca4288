using RoDLA.Analysis.Comparison;
using RoDLA.Analysis.Exports;
using Xunit;

namespace RoDLA.Tests.Analysis.Comparison;

public sealed class PageComparerTests
{
    [Fact]
    public void Compare_OneOfEachOutcome_IsAsWorkedByHand()
    {
        // IoU of the moved pair: 80·100 / (2·100·100 − 80·100) = 8,000 / 12,000 = 0.6667.
        StoredReport first = Report(
            Found("Text", 0.9, 0, 0, 100, 100), Found("Table", 0.8, 0, 200, 100, 300), Found("Title", 0.7, 0, 400, 100, 500),
            Found("Picture", 0.6, 0, 600, 100, 700));
        StoredReport second = Report(
            Found("text", 0.95, 0, 0, 100, 100), Found("Table", 0.7, 20, 200, 120, 300), Found("Caption", 0.6, 0, 400, 100, 500),
            Found("Formula", 0.5, 0, 800, 100, 900));

        IReadOnlyList<DetectionChange> changes = PageComparer.Compare(first, second, 0.5f);

        Assert.Equal(
            [
                (DetectionOutcome.Matched, "Text", "text", 1.0), (DetectionOutcome.Moved, "Table", "Table", 0.6667),
                (DetectionOutcome.ClassChanged, "Title", "Caption", 1.0), (DetectionOutcome.Lost, "Picture", null, null),
                (DetectionOutcome.Gained, null, "Formula", null),
            ],
            changes.Select(c => (c.Outcome, c.First?.ClassName, c.Second?.ClassName, c.Iou)));
        ComparisonTally tally = new();
        Assert.All(changes, tally.Add);
        Assert.Equal(
            new ComparisonCounts(1, 1, 1, 1, 1, Math.Round((1 + 0.6667 + 1) / 3, 4), Math.Round((0.05 - 0.1 - 0.1) / 3, 4)), tally.ToCounts());
    }

    [Fact]
    public void Compare_SameClassOverlapsLess_GoesBeforeAnotherClass()
    {
        // With the table: 75·100 / 12,500 = 0.6; with the text of the same place: 1.
        StoredReport first = Report(Found("Table", 0.9, 0, 0, 100, 100));
        StoredReport second = Report(Found("Text", 0.9, 0, 0, 100, 100), Found("Table", 0.4, 25, 0, 125, 100));

        IReadOnlyList<DetectionChange> changes = PageComparer.Compare(first, second, 0.5f);

        Assert.Equal([DetectionOutcome.Moved, DetectionOutcome.Gained], changes.Select(c => c.Outcome));
        Assert.Equal("Table", changes[0].Second!.ClassName);
    }

    [Theory]
    [InlineData(0.66f, DetectionOutcome.Moved)]
    [InlineData(0.67f, DetectionOutcome.Lost)]
    public void Compare_OverlapAtTheThreshold_IsAPairFromItOn(float iou, DetectionOutcome expected)
    {
        StoredReport first = Report(Found("Text", 0.9, 0, 0, 100, 100));
        StoredReport second = Report(Found("Text", 0.9, 20, 0, 120, 100));

        Assert.Equal(expected, PageComparer.Compare(first, second, iou)[0].Outcome);
    }

    [Fact]
    public void Compare_AnyTwoResults_CountsEachDetectionOnce()
    {
        Random random = new(7);
        for (int round = 0; round < 200; round++)
        {
            (StoredReport first, StoredReport second) = (Random(random), Random(random));

            IReadOnlyList<DetectionChange> changes = PageComparer.Compare(first, second, 0.3f);

            Assert.Equal(first.AllDetections, changes.Where(c => c.First is not null).Select(c => c.First!));
            Assert.Equal(second.AllDetections.Count, changes.Select(c => c.Second).OfType<StoredDetection>().Distinct().Count());
            Assert.Equal(second.AllDetections.Count, changes.Count(c => c.Second is not null));
        }
    }

    private static StoredReport Random(Random random) => Report(
        [.. Enumerable.Range(0, random.Next(12)).Select(i =>
        {
            (int x, int y) = (random.Next(50), random.Next(50));
            return Found(random.Next(2) == 0 ? "Text" : "Table", 0.9 - (0.01 * i), x, y, x + 10 + random.Next(60), y + 10 + random.Next(60));
        })]);

    private static StoredReport Report(params StoredDetection[] detections) => new(new StoredImage(1000, 1000, "png", 1), detections);

    private static StoredDetection Found(string name, double confidence, double x1, double y1, double x2, double y2) => new(
        0, name, new StoredBox(x1, y1, x2, y2, x2 - x1, y2 - y1, (x1 + x2) / 2, (y1 + y2) / 2), confidence, (x2 - x1) * (y2 - y1), 1);
}
