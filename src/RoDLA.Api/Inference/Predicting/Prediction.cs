using RoDLA.Api.Errors;
using RoDLA.Api.Inference.Uploading;
using RoDLA.Api.Uploads;
using RoDLA.Jobs.Uploads;

namespace RoDLA.Api.Inference.Predicting;

/// <summary>Makes jobs of images of uploads.</summary>
internal sealed class Prediction(PredictForm form, IUploadStore uploads, ILayoutRules rules, IJobEngine engine)
{
    private readonly NestedJson _json = new(form.Fields);

    /// <summary>Reads a request and submits its job.</summary>
    /// <exception cref="ApiException">The request has mistakes, or there is no such upload.</exception>
    public async Task<(JobSnapshot Job, IReadOnlyList<string> Notes)> SubmitAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        FormFields fields = await _json.ReadAsync(request, cancellationToken);
        PredictRequest asked = form.Read(fields);
        (ImageUpload upload, IReadOnlyList<UploadedImage> images) = await FindAsync(asked, fields, cancellationToken);
        return (await SubmitAsync(upload, images, asked.Job, cancellationToken), asked.Notes);
    }

    /// <summary>The images that a request names; checks its layout rules too.</summary>
    /// <exception cref="ApiException">There is no such upload, it has not all of them, or there are no such rules.</exception>
    public async Task<(ImageUpload Upload, IReadOnlyList<UploadedImage> Images)> FindAsync(
        PredictRequest asked, FormFields fields, CancellationToken cancellationToken)
    {
        ImageUpload upload = uploads.Find(asked.UploadId) ?? throw UploadIntake.Missing(asked.UploadId);
        IReadOnlyList<UploadedImage> images = Select(upload, asked.FileIds, fields);
        await CheckRulesAsync(asked.Job.Settings.Detection.Rules, fields, cancellationToken);
        fields.ThrowIfAny();
        return (upload, images);
    }

    /// <summary>Submits a job over images of an upload.</summary>
    /// <exception cref="ApiException">The upload was removed meanwhile.</exception>
    public async Task<JobSnapshot> SubmitAsync(
        ImageUpload upload, IReadOnlyList<UploadedImage> images, JobRequest job, CancellationToken cancellationToken)
    {
        using JobDraft draft = engine.CreateDraft();
        return uploads.TryAddTo(draft, upload, images)
            ? await engine.SubmitAsync(draft, job, cancellationToken)
            : throw UploadIntake.Missing(upload.UploadId);
    }

    private async Task CheckRulesAsync(string? name, FormFields fields, CancellationToken cancellationToken)
    {
        try
        {
            await rules.CheckAsync(name, cancellationToken);
        }
        catch (LayoutRulesException e) when (!e.IsNotInstalled)
        {
            fields.Add(PredictForm.RulesFile, e.Message);
        }
    }

    private static IReadOnlyList<UploadedImage> Select(ImageUpload upload, IReadOnlyList<string>? fileIds, FormFields fields)
    {
        if (fileIds is null)
        {
            return upload.Files;
        }

        Dictionary<string, UploadedImage> known = upload.Files.ToDictionary(f => f.FileId);
        List<UploadedImage> images = new(fileIds.Count);
        HashSet<string> taken = [];
        for (int i = 0; i < fileIds.Count; i++)
        {
            string place = $"file_ids[{i}]";
            if (!known.TryGetValue(fileIds[i], out UploadedImage? image))
            {
                fields.Add(place, $"Must be a file of upload {upload.UploadId}");
            }
            else if (!taken.Add(image.FileId))
            {
                fields.Add(place, "Was sent more than once");
            }
            else
            {
                images.Add(image);
            }
        }

        return images;
    }
}
