using RoDLA.Api.Errors;
using RoDLA.Api.Inference.Predicting;
using RoDLA.Api.Inference.Results;
using RoDLA.Api.Uploads;
using RoDLA.Jobs.Uploads;

namespace RoDLA.Api.Inference.Comparing;

/// <summary>Reads requests for comparisons, and makes their jobs where they have none.</summary>
internal sealed class CompareSubmission(CompareForm form, Prediction prediction, ResultAccess access, IJobEngine engine)
{
    private readonly NestedJson _json = new(form.Fields);

    /// <summary>The two jobs of a request.</summary>
    /// <returns>The jobs as they are now, whether they are new, and the least IoU of a pair.</returns>
    /// <exception cref="ApiException">The request has mistakes, or there is no such job or upload.</exception>
    public async Task<(JobSnapshot First, JobSnapshot Second, bool AreNew, float MatchIou)> ReadAsync(
        HttpRequest request, CancellationToken cancellationToken)
    {
        FormFields fields = await _json.ReadAsync(request, cancellationToken);
        CompareRequest asked = form.Read(fields);
        if (asked.Jobs is { } ids)
        {
            return (access.Find(ids.First), access.Find(ids.Second), false, asked.MatchIou);
        }

        (ImageUpload upload, IReadOnlyList<UploadedImage> images) =
            await prediction.FindAsync(asked.Upload!, fields, cancellationToken);
        (string first, string second) = asked.Models!.Value;
        JobSnapshot one = await SubmitAsync(first);
        try
        {
            return (one, await SubmitAsync(second), true, asked.MatchIou);
        }
        catch
        {
            // One job alone is of no use.
            _ = engine.Cancel(one.Definition.JobId);
            throw;
        }

        Task<JobSnapshot> SubmitAsync(string model)
        {
            JobRequest job = asked.Upload!.Job;
            DetectionSettings detection = job.Settings.Detection with { Models = [model] };
            return prediction.SubmitAsync(
                upload, images, job with { Settings = job.Settings with { Detection = detection } }, cancellationToken);
        }
    }
}
