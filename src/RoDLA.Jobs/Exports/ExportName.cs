using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Exports;

/// <summary>Names of export files.</summary>
internal static class ExportName
{
    /// <summary>Name of the job's result folder, or one with its id, with a suffix.</summary>
    public static string Of(JobSnapshot job, string ending) => (job.Definition.OutputFolder ?? $"batch_{job.Definition.JobId}") + ending;
}
