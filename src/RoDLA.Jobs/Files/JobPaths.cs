using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Files;

/// <summary>Paths of all files of jobs.</summary>
/// <param name="outputFolder">The output folder.</param>
public sealed class JobPaths(string outputFolder)
{
    /// <summary>Prefix of the names of records and journals.</summary>
    internal const string RecordPrefix = JobId.Prefix;

    /// <summary>Suffix of an unreadable record that was set aside; the time of the file is when.</summary>
    internal const string BrokenEnding = ".broken";

    /// <summary>Name of the folder of an image's charts, in that of its result.</summary>
    public const string ChartFolder = "visualizations";

    private readonly OutputFolder _outputs = new(Options.Create(new OutputOptions { Folder = outputFolder }));

    /// <summary>The output folder.</summary>
    public string OutputFolder => _outputs.Root;

    /// <summary>Folder of all records.</summary>
    public string JobsFolder => Path.Combine(OutputFolder, "jobs");

    /// <summary>Folder of all uploads.</summary>
    public string UploadsFolder => Path.Combine(OutputFolder, "uploads");

    /// <summary>Folder of an upload: its files and its record.</summary>
    internal string UploadFolder(string uploadId) => Path.Combine(UploadsFolder, uploadId);

    /// <summary>Folder of the thumbnails of an upload.</summary>
    internal string UploadThumbnails(string uploadId) => Path.Combine(UploadFolder(uploadId), "thumbnails");

    /// <summary>Folder of the pictures that were drawn of a job's images.</summary>
    internal string PictureFolder(string jobId) => Path.Combine(JobFolder(jobId), "pictures");

    /// <summary>Record of a job: <c>jobs/ID.json</c>, with <c>job_</c> before a UUID.</summary>
    public string Record(string jobId) => Path.Combine(JobsFolder, RecordName(jobId) + ".json");

    /// <summary>Journal of a job, one line for each change since the record: <c>jobs/ID.log</c>, with <c>job_</c> before a UUID.</summary>
    public string Journal(string jobId) => Path.Combine(JobsFolder, RecordName(jobId) + ".log");

    /// <summary>Id of the job of a record or journal.</summary>
    public static string JobIdOf(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        return JobId.IsValid(name) ? name : name[RecordPrefix.Length..];
    }

    /// <summary>A job's own folder: <c>jobs/ID</c>.</summary>
    public string JobFolder(string jobId) => Path.Combine(JobsFolder, jobId);

    /// <summary>State of a job's notifications: <c>jobs/ID/notify.json</c>.</summary>
    public string Notification(string jobId) => Path.Combine(JobFolder(jobId), "notify.json");

    /// <summary>Folder of the result cache.</summary>
    public string CacheFolder => Path.Combine(OutputFolder, "cache");

    /// <summary>Folder of a job's images.</summary>
    public string InputFolder(string jobId) => Path.Combine(JobFolder(jobId), "input");

    /// <summary>File of an uploaded image; null for one that is fetched.</summary>
    public string? Input(JobDefinition job, int index) =>
        job.Items[index].File is { } file ? Path.Combine(InputFolder(job.JobId), file) : null;

    /// <summary>File of an image, uploaded or fetched; it may not be there.</summary>
    public string InputFile(JobDefinition job, int index) => Input(job, index) ?? Fetched(job, index);

    /// <summary>File of a fetched image.</summary>
    public string Fetched(JobDefinition job, int index) => Path.Combine(InputFolder(job.JobId), $"url_{index + 1:000000}");

    /// <summary>Folder of a job's results: its folder below the output folder, or one beside its images.</summary>
    public string ResultFolder(JobDefinition job) => job.OutputFolder is { } folder
        ? Path.Combine(OutputFolder, folder)
        : Path.Combine(JobFolder(job.JobId), "results");

    /// <summary>Folder of an image's result.</summary>
    public string ItemFolder(JobDefinition job, int index) => Path.Combine(ResultFolder(job), ItemFolderName(index));

    /// <summary>Report of an image.</summary>
    public string Result(JobDefinition job, int index) => Path.Combine(ItemFolder(job, index), "results.json");

    /// <summary>Finished cells of an image of a robustness job.</summary>
    internal string Cells(JobDefinition job, int index) => Path.Combine(ItemFolder(job, index), "cells.jsonl");

    /// <summary>Folder of the report of a robustness job.</summary>
    public string RobustnessFolder(JobDefinition job) => Path.Combine(ResultFolder(job), "robustness");

    /// <summary>Folder of an image's charts.</summary>
    public string Charts(JobDefinition job, int index) => Path.Combine(ItemFolder(job, index), ChartFolder);

    /// <summary>Summary of a job.</summary>
    public string Summary(JobDefinition job) => Path.Combine(ResultFolder(job), "summary.json");

    /// <summary>Folder of the charts of a job.</summary>
    public string SummaryCharts(JobDefinition job) => Path.Combine(ResultFolder(job), "summary_visualizations");

    /// <summary>A path as clients see it: <c>outputs/batch_20241123_143022</c>.</summary>
    public string Shown(string path) => _outputs.Show(path);

    /// <summary>Name of the folder of an image's result: <c>image_001</c>.</summary>
    public static string ItemFolderName(int index) => $"image_{index + 1:000}";

    private static string RecordName(string jobId) =>
        jobId.StartsWith(RecordPrefix, StringComparison.Ordinal) ? jobId : RecordPrefix + jobId;
}
