using RoDLA.Api.Errors;

namespace RoDLA.Api.Inference.Status;

/// <summary>Why a job failed.</summary>
/// <param name="Code">Stable name for programs, such as <c>INFERENCE_ERROR</c>.</param>
/// <param name="Message">Short description, the same for every failure of the code.</param>
/// <param name="Details">What went wrong this time.</param>
public sealed record InferenceFailure(string Code, string Message, string Details)
{
    internal static InferenceFailure Of(JobSnapshot job)
    {
        ProblemKind kind = job.Progress.LastFailure is { } last ? InferenceProblem.Of(last.ErrorCategory) : InferenceProblem.InferenceError;
        string details = job.Error ?? (job.Progress.LastFailure is { } failure ? $"{failure.Image}: {failure.Error}" : "");
        return new InferenceFailure(kind.Code, kind.Title, details);
    }
}

/// <summary>An image that failed.</summary>
/// <param name="FileId">Its id.</param>
/// <param name="Filename">Name that the client gave it.</param>
/// <param name="Index">Its number in the job, from 0; a retry may name it.</param>
/// <param name="ErrorCode">Stable name for programs, such as <c>CORRUPTED_FILE</c>.</param>
/// <param name="Error">What went wrong.</param>
/// <param name="Attempts">Number of attempts.</param>
public sealed record FailedImage(string FileId, string Filename, int Index, string ErrorCode, string Error, int Attempts)
{
    internal static FailedImage Of(JobSnapshot job, int index)
    {
        ItemRecord item = job.Items[index];
        return new FailedImage(
            Jobs.Model.FileId.Of(job.Definition, index),
            job.Definition.Items[index].Name,
            index,
            InferenceProblem.Of(item.Category ?? ErrorCategory.Internal).Code,
            item.Error ?? "",
            item.Attempts);
    }

    internal static IEnumerable<FailedImage> Of(JobSnapshot job) =>
        Enumerable.Range(0, job.Items.Count).Where(i => job.Items[i].State == ItemState.Failed).Select(i => Of(job, i));
}
