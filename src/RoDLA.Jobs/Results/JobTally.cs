using RoDLA.Analysis.Charts.Batch;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Results;

/// <summary>Figures over the images of a job; its size does not depend on the number of detections.</summary>
/// <param name="job">The job; every image is final.</param>
internal sealed class JobTally(JobSnapshot job)
{
    private const int Bins = 20;

    private readonly Dictionary<string, RunningMoments> _classes = new(StringComparer.Ordinal);
    private readonly RunningMoments _confidences = new();
    private readonly RunningMoments _seconds = new();
    private readonly int[] _bins = new int[Bins];
    private int _read;

    public void Add(int index, StoredReport report)
    {
        _read++;
        _seconds.Add(job.Items[index].Result?.Seconds ?? 0);
        foreach (StoredDetection detection in report.AllDetections)
        {
            _confidences.Add(detection.Confidence);
            _bins[Math.Clamp((int)((detection.Confidence * Bins) + 1e-9), 0, Bins - 1)]++;
            if (!_classes.TryGetValue(detection.ClassName, out RunningMoments? tally))
            {
                _classes.Add(detection.ClassName, tally = new RunningMoments());
            }

            tally.Add(detection.Confidence);
        }
    }

    public SummaryDocument ToDocument(IReadOnlyList<string> charts) => new(
        job.Definition.OutputFolder ?? job.Definition.JobId,
        job.Definition.CreatedAt,
        job.EndedAt ?? job.Items.Max(item => item.EndedAt) ?? job.UpdatedAt,
        Statistics(),
        Classes(),
        [.. Enumerable.Range(0, job.Items.Count).Select(Image)],
        charts);

    public JobSummary ToSummary()
    {
        SummaryStatistics figures = Statistics();
        OrderedDictionary<string, int> classes = [];
        foreach ((string name, RunningMoments tally) in ByCount())
        {
            classes.Add(name, tally.Count);
        }

        return new JobSummary(
            figures.TotalImages,
            figures.SuccessfulImages,
            figures.FailedImages,
            figures.TotalDetections,
            figures.AverageDetectionsPerImage,
            figures.AverageConfidence,
            figures.ConfidenceStd,
            classes,
            figures.ProcessingTimeTotal,
            figures.ProcessingTimeAverage);
    }

    public BatchChartInput ToChartInput() => new(
        [.. job.Items.Select((item, index) => ChartImage(job.Definition.Items[index].Name, item))],
        [.. ByCount().Select(entry => new BatchClass(entry.Name, entry.Tally.Count, entry.Tally.Mean))],
        _bins,
        _confidences.Mean);

    private static BatchImage ChartImage(string name, ItemRecord item)
    {
        BatchOutcome outcome = item.State switch
        {
            ItemState.Success => BatchOutcome.Succeeded,
            ItemState.Failed => BatchOutcome.Failed,
            _ => BatchOutcome.Cancelled,
        };
        return new BatchImage(name, outcome)
        {
            Failure = item.State != ItemState.Failed ? null
                : item.Category is { } category ? ReportJson.Word(category).Replace('_', ' ') : "unknown",
            Detections = item.Result?.Detections ?? 0,
            AverageConfidence = item.Result?.AverageConfidence ?? 0,
            Seconds = item.Result?.Seconds ?? 0,
        };
    }

    private SummaryStatistics Statistics() => new(
        job.Items.Count,
        job.Items.Count(item => item.State == ItemState.Success),
        job.Items.Count(item => item.State == ItemState.Failed),
        job.Items.Count(item => item.State == ItemState.Cancelled),
        _confidences.Count,
        _read == 0 ? 0 : Math.Round((double)_confidences.Count / _read, 2),
        Math.Round(_confidences.Mean, 4),
        Math.Round(_confidences.Std, 4),
        Math.Round(_confidences.Min, 4),
        Math.Round(_confidences.Max, 4),
        Math.Round(_seconds.Sum, 3),
        Math.Round(_seconds.Mean, 3),
        Math.Round(_seconds.Min, 3),
        Math.Round(_seconds.Max, 3));

    private OrderedDictionary<string, ClassSummary> Classes()
    {
        OrderedDictionary<string, ClassSummary> classes = [];
        foreach ((string name, RunningMoments tally) in ByCount())
        {
            double percentage = Math.Round(100.0 * tally.Count / _confidences.Count, 2);
            classes.Add(name, new ClassSummary(tally.Count, percentage, Math.Round(tally.Mean, 4)));
        }

        return classes;
    }

    private ImageSummary Image(int index)
    {
        ItemRecord item = job.Items[index];
        ItemResult? result = item.State == ItemState.Success ? item.Result : null;
        bool failed = item.State == ItemState.Failed;
        string name = job.Definition.Items[index].Name;
        return new ImageSummary(name, result?.Detections, result?.AverageConfidence, result?.Seconds, item.State)
        {
            Error = failed ? item.Error : null,
            ErrorCategory = failed ? item.Category : null,
        };
    }

    private IEnumerable<(string Name, RunningMoments Tally)> ByCount() => _classes
        .OrderByDescending(entry => entry.Value.Count)
        .ThenBy(entry => entry.Key, StringComparer.Ordinal)
        .Select(entry => (entry.Key, entry.Value));
}
