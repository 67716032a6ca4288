using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Files;

/// <summary>Where the files of jobs lie, the one place that knows.</summary>
/// <param name="outputFolder">The output folder.</param>
public sealed class JobPaths(string outputFolder)
{
    /// <summary>What the names of all records and journals begin with.</summary>
    internal const string RecordPrefix = "job_";

    /// <summary>Ending of a record that was set aside because it could not be read; the file's time says when.</summary>
    internal const string BrokenEnding = ".broken";

    /// <summary>Name of the folder of an image's charts, in that of its result.</summary>
    public const string ChartFolder = "visualizations";

    /// <summary>The output folder.</summary>
    public string OutputFolder { get; } = Path.TrimEndingDirectorySeparator(Path.GetFullPath(outputFolder));

    /// <summary>Folder of all records.</summary>
    public string JobsFolder => Path.Combine(OutputFolder, "jobs");

    /// <summary>The record of a job: <c>jobs/job_ID.json</c>.</summary>
    public string Record(string jobId) => Path.Combine(JobsFolder, $"{RecordPrefix}{jobId}.json");

    /// <summary>What happened since the record was written, a line each: <c>jobs/job_ID.log</c>.</summary>
    public string Journal(string jobId) => Path.Combine(JobsFolder, $"{RecordPrefix}{jobId}.log");

    /// <summary>Folder of a job's own: <c>jobs/ID</c>.</summary>
    public string JobFolder(string jobId) => Path.Combine(JobsFolder, jobId);

    /// <summary>What is to be told of a job's end, and how far that is: <c>jobs/ID/notify.json</c>.</summary>
    public string Notification(string jobId) => Path.Combine(JobFolder(jobId), "notify.json");

    /// <summary>Folder of the result cache.</summary>
    public string CacheFolder => Path.Combine(OutputFolder, "cache");

    /// <summary>Folder of a job's images.</summary>
    public string InputFolder(string jobId) => Path.Combine(JobFolder(jobId), "input");

    /// <summary>File of an image; null when it must be fetched first.</summary>
    public string? Input(JobDefinition job, int index) =>
        job.Items[index].File is { } file ? Path.Combine(InputFolder(job.JobId), file) : null;

    /// <summary>File of an image that is fetched, once it was.</summary>
    public string Fetched(JobDefinition job, int index) => Path.Combine(InputFolder(job.JobId), $"url_{index + 1:000000}");

    /// <summary>Folder of a job's results: its folder below the output folder, or one beside its images.</summary>
    public string ResultFolder(JobDefinition job) => job.OutputFolder is { } folder
        ? Path.Combine(OutputFolder, folder)
        : Path.Combine(JobFolder(job.JobId), "results");

    /// <summary>Folder of an image's result: <c>image_001</c>, ....</summary>
    public string ItemFolder(JobDefinition job, int index) => Path.Combine(ResultFolder(job), ItemFolderName(index));

    /// <summary>The answer for an image.</summary>
    public string Result(JobDefinition job, int index) => Path.Combine(ItemFolder(job, index), "results.json");

    /// <summary>The charts of an image.</summary>
    public string Charts(JobDefinition job, int index) => Path.Combine(ItemFolder(job, index), ChartFolder);

    /// <summary>The figures over all images.</summary>
    public string Summary(JobDefinition job) => Path.Combine(ResultFolder(job), "summary.json");

    /// <summary>The charts over all images.</summary>
    public string SummaryCharts(JobDefinition job) => Path.Combine(ResultFolder(job), "summary_visualizations");

    /// <summary>A path below the output folder as clients see it: <c>outputs/batch_20241123_143022</c>.</summary>
    public string Shown(string path) =>
        $"{Analysis.Storage.OutputFolder.Prefix}{Path.GetRelativePath(OutputFolder, path).Replace(Path.DirectorySeparatorChar, '/')}";

    /// <summary>Name of the folder of an image's result.</summary>
    public static string ItemFolderName(int index) => $"image_{index + 1:000}";
}
