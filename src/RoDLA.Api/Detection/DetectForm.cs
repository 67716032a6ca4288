using RoDLA.Analysis.Pipeline;
using RoDLA.Analysis.Perturbing;
using RoDLA.Api.Errors;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Detection;

/// <summary>The fields of <c>/api/detect</c> and <c>/api/detect-with-perturbation</c> beside the file, read.</summary>
/// <param name="ScoreThreshold">Kept are detections with a confidence above this.</param>
/// <param name="ReturnImage">Whether the annotated picture is answered.</param>
/// <param name="SaveJson">Whether the answer is kept in the output folder.</param>
/// <param name="Visualize">Whether the charts are drawn.</param>
/// <param name="Pages">Pages to read.</param>
/// <param name="Perturbation">What to do to the page before the detection; null for nothing.</param>
internal sealed record DetectForm(
    float ScoreThreshold, bool ReturnImage, bool SaveJson, bool Visualize, PageSelection Pages, PagePerturbation? Perturbation)
{
    /// <summary>Name of the field that carries the file.</summary>
    public const string FileField = "file";

    /// <summary>Reads the fields of <paramref name="form"/>; unknown ones are left alone.</summary>
    /// <param name="form">The form.</param>
    /// <param name="defaultThreshold">Threshold of a form without one.</param>
    /// <param name="readPerturbation">Reads the fields of the perturbations; null when the endpoint has none.</param>
    /// <exception cref="ApiException">The form has mistakes; all of them are told.</exception>
    public static DetectForm Read(
        UploadForm form, float defaultThreshold, Func<FormFields, PagePerturbation?>? readPerturbation)
    {
        FormFields fields = new(form);
        fields.RequireFile(FileField);
        DetectForm read = new(
            fields.Threshold("score_thr", defaultThreshold),
            fields.Boolean("return_image", false),
            fields.Boolean("save_json", true),
            fields.Boolean("generate_visualizations", true),
            fields.Pages("page", "pages"),
            readPerturbation?.Invoke(fields));
        if (read.ReturnImage && read.Pages.IsAll)
        {
            fields.Add("return_image", "A picture shows one page: ask for one page, or for return_image=false.");
        }

        if (read.Pages.IsAll && read.Perturbation is { Boxes: not null } or { Polygons: not null })
        {
            fields.Add("page", "Boxes and polygons lie on one page: ask for one page.");
        }

        fields.ThrowIfAny();
        return read;
    }
}
