using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using RoDLA.Analysis.Interpretation;
using RoDLA.Analysis.Json;
using RoDLA.Analysis.Metrics;
using RoDLA.Analysis.Perturbing;
using RoDLA.Analysis.Pictures;
using RoDLA.Analysis.Pipeline;
using RoDLA.Analysis.Registration;
using RoDLA.Detection;
using RoDLA.Imaging;
using RoDLA.Jobs;
using RoDLA.Jobs.Fetching;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Inputs;
using RoDLA.Jobs.Model;
using RoDLA.Perturbations.Registration;
using RoDLA.Tests.Api.Fixtures;

namespace RoDLA.Tests.Jobs.Fixtures;

/// <summary>Builds a job with stored results, image by image.</summary>
internal sealed class StoredJob : IDisposable
{
    public static readonly DateTimeOffset Created = new(2024, 11, 23, 14, 30, 22, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private readonly List<ItemDefinition> _definitions = [];
    private readonly List<ItemRecord> _items = [];

    public StoredJob() => Paths = new JobPaths(_folder.Path);

    public JobPaths Paths { get; }

    public VisualizationMode Mode { get; set; } = VisualizationMode.Both;

    public JobState State { get; set; } = JobState.Completed;

    public DateTimeOffset? EndedAt { get; set; } = Created.AddMinutes(5);

    /// <summary>The job so far.</summary>
    public JobSnapshot Snapshot => new(Definition, State, [.. _items], Created.AddMinutes(6))
    {
        StartedAt = Created.AddSeconds(1),
        EndedAt = EndedAt,
        Progress = new JobProgress(_items.Count, _items.Count(i => i.State == ItemState.Success), _items.Count(i => i.State == ItemState.Failed), 0),
    };

    // Enough for the paths of the files.
    private static JobDefinition Place { get; } = new(
        "3fa85f64-5717-4562-b3fc-2c963f66afa6", Created, new JobSettings(new DetectionSettings(0.3f)), [], new RetryPolicy(null, 3, TimeSpan.Zero))
    {
        OutputFolder = "batch_20241123_143022",
    };

    private JobDefinition Definition => Place with { Settings = new JobSettings(new DetectionSettings(0.3f)) { Visualization = Mode }, Items = [.. _definitions] };

    /// <summary>The services under test, on the folder of the job.</summary>
    public ServiceProvider Services(ILoggerProvider? log = null)
    {
        ServiceCollection services = new();
        services.AddSingleton(Paths);
        services.AddLogging(logging => logging.AddProvider(log ?? NullLoggerProvider.Instance));
        services.AddSingleton<ILayoutDetector>(new FakeDetection()).AddSingleton(Substitute.For<ILayoutRules>());
        services.AddSingleton<IPageReader>(new FakeDetection()).AddSingleton(Substitute.For<IImageFetcher>())
            .AddSingleton<InputFiles>().AddSingleton<DetectedPages>().AddPerturbations().AddAnalysis()
            .Configure<PerturbationOptions>(options => options.OutputFolder = _folder.Path);
        services.AddResults().AddExports();
        return services.BuildServiceProvider();
    }

    /// <summary>Adds an image with detections and stores its report.</summary>
    public StoredJob Add(string name, double seconds, params (string Class, float Confidence)[] detections)
    {
        int index = AddSuccess(name, seconds, detections);
        Directory.CreateDirectory(Paths.ItemFolder(Place, index));
        File.WriteAllBytes(Paths.Result(Place, index), JsonSerializer.SerializeToUtf8Bytes(Report(name, detections), ReportJson.Indented));
        return this;
    }

    /// <summary>Adds a successful image with a stored report.</summary>
    public StoredJob AddStored(string name, double seconds, byte[] stored, params (string Class, float Confidence)[] detections)
    {
        int index = AddSuccess(name, seconds, detections);
        Directory.CreateDirectory(Paths.ItemFolder(Place, index));
        File.WriteAllBytes(Paths.Result(Place, index), stored);
        return this;
    }

    /// <summary>Adds an image without a result.</summary>
    public StoredJob AddWithout(string name, ItemState state, string? error = null, ErrorCategory? category = null, int page = 1)
    {
        _definitions.Add(new ItemDefinition(_definitions.Count, name) { File = "x", Page = page });
        _items.Add(new ItemRecord { State = state, Attempts = error is null ? 0 : 2, Error = error, Category = category });
        return this;
    }

    /// <summary>Adds a file beside the report of an image.</summary>
    public StoredJob AddChart(int index, string name, byte[] content)
    {
        Directory.CreateDirectory(Paths.Charts(Place, index));
        File.WriteAllBytes(Path.Combine(Paths.Charts(Place, index), name), content);
        return this;
    }

    public static PageReport Report(string name, IReadOnlyList<(string Class, float Confidence)> detections)
    {
        PageSize size = new(1000, 1400);
        LayoutElement[] elements =
        [
            .. detections.Select((d, i) => new LayoutElement(
                i % 74, d.Class, d.Confidence, new BoundingBox(10.25f + (i % 50), 20.5f + i, 300.125f + (i % 50), 44.75f + i))),
        ];
        PageAnalysis analysis = new PageAnalyzer().Analyze(elements, size);
        DetectionReport[] reports = [.. elements.Select(DetectionReport.From)];
        return new PageReport(
            true,
            Created,
            name,
            new ImageDescription(size.Width, size.Height, 0.714, size.Pixels, "png", 1234, 1, 1),
            new DetectionConfig(0.3f, "fake", "none", 300, "CPUExecutionProvider"),
            new CoreResults(analysis.Summary, reports[..Math.Min(20, reports.Length)]),
            analysis.Rodla,
            analysis.Spatial,
            analysis.Classes,
            analysis.Confidence,
            analysis.Robustness,
            analysis.Complexity,
            analysis.Quality,
            new Dictionary<string, PictureUri?>(),
            new Interpreter().Interpret(analysis, size),
            reports,
            new ProcessingTimes(1, 0, 2, 3, 4, 10));
    }

    public void Dispose() => _folder.Dispose();

    private int AddSuccess(string name, double seconds, (string Class, float Confidence)[] detections)
    {
        int index = _definitions.Count;
        _definitions.Add(new ItemDefinition(index, name) { File = "x" });
        double mean = detections.Length == 0 ? 0 : Math.Round(detections.Average(d => (double)d.Confidence), 4);
        _items.Add(new ItemRecord
        {
            State = ItemState.Success,
            Attempts = 1,
            StartedAt = Created.AddSeconds(index),
            EndedAt = Created.AddSeconds(index + 1),
            Result = new ItemResult(seconds, detections.Length, mean, Cached: false),
        });
        return index;
    }
}
