using RoDLA.Analysis.Charts.Batch;
using RoDLA.Analysis.Charts.Drawing;
using Xunit;

namespace RoDLA.Tests.Analysis.Charts.Batch;

/// <summary>Every chart of batches small and large, odd and ordinary: readable, whole, well-formed.</summary>
public sealed class BatchChartLayoutTests
{
    private static readonly Dictionary<string, Func<BatchChartInput>> Inputs = new()
    {
        ["1 image"] = () => Batches.Make(1, 3),
        ["2 images"] = () => Batches.Make(2, 2),
        ["10 images"] = () => Batches.Make(10, 11),
        ["10 images, 1 class"] = () => Batches.Make(10, 1),
        ["37 images, 3 failed kinds"] = () => Batches.Make(37, 11, 0.3, 3),
        ["300 images, 74 long names"] = () => Batches.Make(300, 74, 0.05, 2),
        ["300 images, 1 failed"] = () => Batches.Make(300, 11, 0.004),
        ["361 images"] = () => Batches.Make(361, 11, 0.02),
        ["5,000 images, 74 long names"] = () => Batches.Make(5000, 74, 0.01, 6),
        ["5,000 images, half cancelled"] = () => Batches.Make(5000, 11, 0.01, 6, cancelled: 2500),
        ["150 classes"] = () => Batches.Make(300, 150, name: id => $"{ChartPages.LongName(id)}_{id}"),
        ["names of 40 W"] = () => Batches.Make(12, 12, name: id => new string('W', 38) + id),
        ["nothing found"] = () => Batches.Make(10, 0),
        ["nothing found on 1"] = () => Batches.Make(1, 0),
        ["all failed"] = () => Batches.Make(10, 3, 2, 6),
        ["all cancelled"] = () => Batches.Make(10, 3, cancelled: 10),
        ["every second failed"] = () => new BatchChartInput(
            [.. Enumerable.Range(0, 400).Select(i => i % 2 == 0
                ? new BatchImage("a", BatchOutcome.Failed) { Failure = "timed out" }
                : new BatchImage("b", BatchOutcome.Succeeded) { Detections = i, AverageConfidence = 0.5, Seconds = 0.001 })],
            [new BatchClass("text", 40_000, 0.5)],
            [.. Enumerable.Repeat(2000, 20)],
            0.5),
        ["no time at all"] = () => new BatchChartInput(
            [new BatchImage("a", BatchOutcome.Succeeded)], [], new int[20], 0),
        ["1.5 million detections"] = () => new BatchChartInput(
            [
                .. Enumerable.Range(0, 5000).Select(_ => new BatchImage("a", BatchOutcome.Succeeded)
                {
                    Detections = 300, AverageConfidence = 1, Seconds = 86_000,
                }),
            ],
            [new BatchClass("text", 1_400_000, 1), new BatchClass("title", 100_000, 0)],
            [.. Enumerable.Repeat(75_000, 20)],
            0.95),
    };

    public static TheoryData<string, string> Matrix
    {
        get
        {
            TheoryData<string, string> data = [];
            foreach (string input in Inputs.Keys)
            {
                foreach (string chart in BatchCharts.All.Select(c => c.Name))
                {
                    data.Add(input, chart);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public void Draw_AnyBatch_LabelsNeitherTouchNorLeaveTheFigure(string input, string chart)
    {
        using Figure figure = Draw(input, chart);
        FigureAssert.LabelsAreClear(figure);
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Draw_AnyBatch_PaintsNothingAtTheEdgeOfThePicture(string input, string chart)
    {
        using Figure figure = Draw(input, chart);
        await FigureAssert.EdgesAreBareAsync(figure, mostHeight: 2500);
    }

    private static Figure Draw(string input, string chart) => BatchCharts.All.Single(c => c.Name == chart).Draw(Inputs[input]());
}
