using RoDLA.Api.Errors;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Detection;

/// <summary>The fields of <c>/api/detect</c> beside the file, read.</summary>
/// <param name="ScoreThreshold">Kept are detections with a confidence above this.</param>
/// <param name="ReturnImage">Whether the annotated picture is answered.</param>
/// <param name="SaveJson">Whether the answer is kept in the output folder.</param>
/// <param name="Visualize">Whether the charts are drawn.</param>
/// <param name="Pages">Pages to read.</param>
internal sealed record DetectForm(float ScoreThreshold, bool ReturnImage, bool SaveJson, bool Visualize, PageSelection Pages)
{
    /// <summary>Name of the field that carries the file.</summary>
    public const string FileField = "file";

    /// <summary>Reads the fields of <paramref name="form"/>; unknown ones are left alone.</summary>
    /// <exception cref="ApiException">The form has mistakes; all of them are told.</exception>
    public static DetectForm Read(UploadForm form, float defaultThreshold)
    {
        FormFields fields = new(form);
        fields.RequireFile(FileField);
        DetectForm read = new(
            fields.Threshold("score_thr", defaultThreshold),
            fields.Boolean("return_image", false),
            fields.Boolean("save_json", true),
            fields.Boolean("generate_visualizations", true),
            fields.Pages("page", "pages"));
        if (read.ReturnImage && read.Pages.IsAll)
        {
            fields.Add("return_image", "A picture shows one page: ask for one page, or for return_image=false.");
        }

        fields.ThrowIfAny();
        return read;
    }
}
