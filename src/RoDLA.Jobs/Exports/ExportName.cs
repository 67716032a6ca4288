using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Exports;

/// <summary>Names of exported files.</summary>
internal static class ExportName
{
    /// <summary>The name of the job's folder, or one with its id, and an ending.</summary>
    public static string Of(JobSnapshot job, string ending) => (job.Definition.OutputFolder ?? $"batch_{job.Definition.JobId}") + ending;
}
