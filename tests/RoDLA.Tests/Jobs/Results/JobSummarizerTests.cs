using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RoDLA.Analysis.Charts;
using RoDLA.Analysis.Charts.Batch;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Results;
using RoDLA.Jobs.Robustness;
using RoDLA.Tests.Jobs.Fixtures;
using Xunit;

namespace RoDLA.Tests.Jobs.Results;

public sealed class JobSummarizerTests
{
    private static readonly JsonObject Reference = (JsonObject)JsonNode.Parse(File.ReadAllBytes(
        Path.Combine(RepositoryRoot.Path, "tests/RoDLA.Tests/Jobs/Results/reference/summaries.json")))!;

    public static TheoryData<string> Batches => new(Reference["sets"]!.AsArray().Select(set => set!["name"]!.GetValue<string>()));

    [Theory]
    [MemberData(nameof(Batches))]
    public async Task SummarizeAsync_ReferenceBatch_HasTheFiguresOfNumPy(string name)
    {
        JsonNode set = Reference["sets"]!.AsArray().Single(s => s!["name"]!.GetValue<string>() == name)!;
        using StoredJob job = new() { Mode = VisualizationMode.None };
        foreach (JsonNode? image in set["images"]!.AsArray())
        {
            string file = image!["name"]!.GetValue<string>();
            if (image["detections"] is JsonArray found)
            {
                (string, float)[] detections = [.. found.Select(d => (d![0]!.GetValue<string>(), d[1]!.GetValue<float>()))];
                job.Add(file, image["seconds"]!.GetValue<double>(), detections);
            }
            else
            {
                job.AddWithout(file, ItemState.Failed, "no", ErrorCategory.BadImage);
            }
        }

        JobSummary summary = await SummarizeAsync(job);
        JsonNode document = Read(job);
        JsonNode expected = set["expected"]!;
        AssertSame((JsonObject)expected["statistics"]!, (JsonObject)document["statistics"]!);
        JsonObject classes = (JsonObject)document["class_distribution"]!;
        Assert.Equal(expected["class_distribution"]!.AsObject().Count, classes.Count);
        foreach ((string type, JsonNode? figures) in expected["class_distribution"]!.AsObject())
        {
            AssertSame((JsonObject)figures!, (JsonObject)classes[type]!);
        }

        int[] counts = [.. classes.Select(c => c.Value!["total_count"]!.GetValue<int>())];
        Assert.Equal(counts.OrderDescending(), counts);
        Assert.Equal(classes.Select(c => c.Key), summary.ClassDistribution.Keys);
        Assert.Equal(counts, summary.ClassDistribution.Values);
        JsonNode statistics = document["statistics"]!;
        Assert.Equal(statistics["total_detections"]!.GetValue<int>(), summary.TotalDetections);
        Assert.Equal(statistics["average_detections_per_image"]!.GetValue<double>(), summary.AverageDetectionsPerImage);
        Assert.Equal(statistics["average_confidence"]!.GetValue<double>(), summary.AverageConfidence);
        Assert.Equal(statistics["confidence_std"]!.GetValue<double>(), summary.ConfidenceStd);
        Assert.Equal(statistics["processing_time_total"]!.GetValue<double>(), summary.ProcessingTimeTotal);
        Assert.Equal(statistics["processing_time_average"]!.GetValue<double>(), summary.ProcessingTimeAverage);
    }

    [Fact]
    public async Task SummarizeAsync_SmallJob_HasTheFiguresComputedByHand()
    {
        using StoredJob job = Mixed();
        await SummarizeAsync(job);
        JsonObject document = Read(job);
        Assert.Equal(
            ["batch_id", "created_at", "completed_at", "statistics", "class_distribution", "per_image_summary", "visualizations_generated"],
            document.Select(entry => entry.Key));
        Assert.Equal("batch_20241123_143022", document["batch_id"]!.GetValue<string>());
        Assert.Equal("2024-11-23T14:30:22.000Z", document["created_at"]!.GetValue<string>());
        Assert.Equal("2024-11-23T14:35:22.000Z", document["completed_at"]!.GetValue<string>());
        // Confidences 0.9, 0.5, 0.7, 0.7: mean 0.7, deviations 0.2, 0.2, 0, 0, so their root mean square is √0.02.
        Assert.Equal(
            """{"total_images":5,"successful_images":3,"failed_images":1,"cancelled_images":1,"total_detections":4,"average_detections_per_image":1.33,"average_confidence":0.7,"confidence_std":0.1414,"min_confidence":0.5,"max_confidence":0.9,"processing_time_total":6,"processing_time_average":2,"processing_time_min":1.5,"processing_time_max":2.5}""",
            document["statistics"]!.ToJsonString());
        Assert.Equal(
            """{"text":{"total_count":3,"percentage":75,"average_confidence":0.6333},"title":{"total_count":1,"percentage":25,"average_confidence":0.9}}""",
            document["class_distribution"]!.ToJsonString());
        Assert.Equal(
            [
                """{"image":"one.png","detections":2,"avg_confidence":0.7,"processing_time":1.5,"status":"success"}""",
                """{"image":"two.png","detections":2,"avg_confidence":0.7,"processing_time":2.5,"status":"success"}""",
                """{"image":"empty.png","detections":0,"avg_confidence":0,"processing_time":2,"status":"success"}""",
                """{"image":"bad.png","detections":null,"avg_confidence":null,"processing_time":null,"status":"failed","error":"Not an image.","error_category":"bad_image"}""",
                """{"image":"late.png","detections":null,"avg_confidence":null,"processing_time":null,"status":"cancelled"}""",
            ],
            document["per_image_summary"]!.AsArray().Select(image => image!.ToJsonString()));
    }

    [Fact]
    public async Task SummarizeAsync_WithCharts_WritesTheEightCharts()
    {
        using StoredJob job = Mixed();
        await SummarizeAsync(job);
        string[] named = [.. Read(job)["visualizations_generated"]!.AsArray().Select(name => name!.GetValue<string>())];
        Assert.Equal(BatchCharts.All.Select(chart => chart.Name), named);
        string folder = job.Paths.SummaryCharts(job.Snapshot.Definition);
        Assert.Equal(
            named.Order(StringComparer.Ordinal).Select(name => name + ".png"),
            Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(Directory.GetFiles(folder), file => Assert.Equal([0x89, 0x50, 0x4e, 0x47], File.ReadAllBytes(file)[..4]));
    }

    [Theory]
    [InlineData(VisualizationMode.None)]
    [InlineData(VisualizationMode.PerImage)]
    public async Task SummarizeAsync_WithoutCharts_WritesOnlyTheFigures(VisualizationMode mode)
    {
        using StoredJob job = Mixed();
        job.Mode = mode;
        await SummarizeAsync(job);
        Assert.Empty(Read(job)["visualizations_generated"]!.AsArray());
        Assert.False(Directory.Exists(job.Paths.SummaryCharts(job.Snapshot.Definition)));
    }

    [Fact]
    public async Task SummarizeAsync_RunAgain_WritesTheSameFiles()
    {
        using StoredJob job = Mixed();
        await SummarizeAsync(job);
        Dictionary<string, byte[]> before = Files(job);
        await SummarizeAsync(job);
        Dictionary<string, byte[]> after = Files(job);
        Assert.Equal(before.Keys.Order(), after.Keys.Order());
        Assert.All(before, file => Assert.Equal(file.Value, after[file.Key]));
        Assert.DoesNotContain(after.Keys, name => name.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SummarizeAsync_NoEndTime_UsesThatOfTheLastImage()
    {
        using StoredJob job = Mixed();
        job.EndedAt = null;
        await SummarizeAsync(job);
        Assert.Equal("2024-11-23T14:30:25.000Z", Read(job)["completed_at"]!.GetValue<string>());
    }

    [Fact]
    public async Task SummarizeAsync_UnreadableResults_AreSkippedAndLogged()
    {
        using StoredJob job = new() { Mode = VisualizationMode.None };
        job.Add("good.png", 1, ("text", 0.5f))
            .AddStored("cut.png", 2, "{\"image_info\":{\"width\":1"u8.ToArray(), ("text", 0.9f))
            .AddStored("other.png", 3, "{}"u8.ToArray(), ("text", 0.9f))
            .AddStored("gone.png", 4, [], ("text", 0.9f));
        File.Delete(job.Paths.Result(job.Snapshot.Definition, 3));
        ListLog log = new();
        await SummarizeAsync(job, log);
        JsonObject document = Read(job);
        Assert.Equal(1, document["statistics"]!["total_detections"]!.GetValue<int>());
        Assert.Equal(1, document["statistics"]!["average_detections_per_image"]!.GetValue<double>());
        Assert.Equal(4, document["statistics"]!["successful_images"]!.GetValue<int>());
        Assert.Equal(3, log.Messages.Count);
        Assert.All(log.Messages, message => Assert.Contains("cannot be read", message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task SummarizeAsync_OneChartFails_IsLeftOutAndTheOthersAreDrawn()
    {
        using StoredJob job = Mixed();
        Chart<BatchChartInput> broken = new("success_failure_summary", _ => throw new ArgumentException("no"));
        ChartRenderer<BatchChartInput> charts = new(
            [.. BatchCharts.All.Select(chart => chart.Name == "success_failure_summary" ? broken : chart)],
            NullLogger<ChartRenderer<BatchChartInput>>.Instance);
        await using ServiceProvider services = job.Services();
        JobSummarizer summarizer = new(
            new ResultReader(job.Paths, NullLogger<ResultReader>.Instance), charts, services.GetRequiredService<RobustnessJobs>(), job.Paths);
        await summarizer.SummarizeAsync(job.Snapshot, CancellationToken.None);
        Assert.Equal(
            BatchCharts.All.Select(chart => chart.Name).Except(["success_failure_summary"]),
            Read(job)["visualizations_generated"]!.AsArray().Select(name => name!.GetValue<string>()));
        string folder = job.Paths.SummaryCharts(job.Snapshot.Definition);
        Assert.False(File.Exists(Path.Combine(folder, "success_failure_summary.png")));
        Assert.Equal(7, Directory.GetFiles(folder).Length);
    }

    private static StoredJob Mixed() => new StoredJob { State = JobState.Partial }
        .Add("one.png", 1.5, ("title", 0.9f), ("text", 0.5f))
        .Add("two.png", 2.5, ("text", 0.7f), ("text", 0.7f))
        .Add("empty.png", 2)
        .AddWithout("bad.png", ItemState.Failed, "Not an image.", ErrorCategory.BadImage)
        .AddWithout("late.png", ItemState.Cancelled);

    private static async Task<JobSummary> SummarizeAsync(StoredJob job, ILoggerProvider? log = null)
    {
        await using ServiceProvider services = job.Services(log);
        return await services.GetRequiredService<JobSummarizer>().SummarizeAsync(job.Snapshot, CancellationToken.None);
    }

    private static JsonObject Read(StoredJob job) => (JsonObject)JsonNode.Parse(File.ReadAllBytes(job.Paths.Summary(job.Snapshot.Definition)))!;

    private static Dictionary<string, byte[]> Files(StoredJob job) => Directory
        .GetFiles(job.Paths.ResultFolder(job.Snapshot.Definition), "*", SearchOption.AllDirectories)
        .ToDictionary(file => file, File.ReadAllBytes);

    private static void AssertSame(JsonObject expected, JsonObject actual)
    {
        Assert.Equal(expected.Select(entry => entry.Key), actual.Select(entry => entry.Key));
        Assert.All(expected, entry => Assert.Equal(entry.Value!.GetValue<double>(), actual[entry.Key]!.GetValue<double>(), 1e-9));
    }
}
