using RoDLA.Analysis.Comparison;
using RoDLA.Api.Errors;
using RoDLA.Api.Forms;
using RoDLA.Api.Inference.Predicting;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Inference.Comparing;

/// <summary>The body of a request for a comparison.</summary>
internal sealed class CompareForm(PredictForm predict, ModelNames models)
{
    private readonly PairField _jobs = new("jobs", "Two jobs to compare, of any surface.", "job id")
    {
        Example = new JsonArray("job_k3v9x2m4q7ab", "job_p8w1z5n6r0cd"),
    };

    private readonly PairField _models = new("models", "Two models to compare over the upload; each makes a job.", "name of a model")
    {
        Example = new JsonArray("rodla-layout-s", "docling-heron"),
        WhyRefused = models.WhyMissing,
    };

    private readonly TextField _uploadId = new(PredictForm.UploadField, "The upload, for `models`.")
    {
        Example = "upl_a1b2c3d4e5f6",
    };

    private readonly NumberField _matchIou = new(
        "match_iou", "Least IoU of two detections that are the same.", 0, 1, PageComparer.DefaultIou)
    {
        Refusal = "Must be between 0.0 and 1.0",
    };

    /// <summary>The fields, with dotted names.</summary>
    public IReadOnlyList<FormField> Fields =>
    [
        _jobs, _models, _matchIou, _uploadId,
        .. predict.Fields.Where(f => f.Name is not (PredictForm.UploadField or PredictForm.ModelField)),
    ];

    /// <summary>Reads the fields.</summary>
    /// <exception cref="ApiException">They have mistakes.</exception>
    public CompareRequest Read(FormFields form)
    {
        (string, string)? jobs = _jobs.Read(form);
        (string, string)? names = _models.Read(form);
        float iou = _matchIou.Read(form)!.Value;
        if (jobs is null == names is null && form.Mistakes.Count == 0)
        {
            form.Add(_jobs.Name, $"Send either {_jobs.Name}, or {_models.Name} with {PredictForm.UploadField}");
        }

        if (names is null || jobs is not null)
        {
            form.ThrowIfAny();
            return new CompareRequest(jobs, null, null, iou);
        }

        return new CompareRequest(null, names, predict.Read(form), iou);
    }
}
