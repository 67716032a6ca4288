using RoDLA.Analysis.Pipeline;
using Microsoft.Extensions.Primitives;
using RoDLA.Analysis.Perturbing;
using RoDLA.Analysis.Pictures;
using RoDLA.Api.Detection;
using RoDLA.Api.Errors;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Perturbing;

/// <summary>The fields of <c>/api/perturb</c> beside the file, read.</summary>
/// <param name="Perturbation">What to do to the page.</param>
/// <param name="Page">Page number from 1.</param>
/// <param name="ReturnBase64">Whether the answer holds the picture.</param>
/// <param name="ReturnImage">Whether the picture is the answer.</param>
internal sealed record PerturbForm(PagePerturbation Perturbation, int Page, bool ReturnBase64, bool ReturnImage)
{
    /// <summary>Reads the fields of <paramref name="form"/>; unknown ones are left alone.</summary>
    /// <param name="form">The form.</param>
    /// <param name="perturbations">Reads what the endpoints with perturbations share.</param>
    /// <param name="accept">The request's Accept header, which decides where the form says nothing.</param>
    /// <exception cref="ApiException">The form has mistakes; all of them are told.</exception>
    public static PerturbForm Read(UploadForm form, PerturbationForm perturbations, StringValues accept)
    {
        FormFields fields = new(form);
        fields.RequireFile(DetectForm.FileField);
        PagePerturbation? perturbation = perturbations.Read(fields);
        if (perturbation is null && !fields.HasMistake(PerturbationForm.ListField))
        {
            fields.Add(PerturbationForm.ListField, "At least one perturbation is required: [{\"type\": \"defocus\", \"degree\": 2}].");
        }

        bool returnBase64 = fields.Boolean("return_base64", false);
        bool returnImage = fields.Boolean("return_image", AcceptedPicture.IsPreferred(accept));
        bool save = fields.Boolean("save_image", false);
        PictureFormat format = PerturbationForm.ReadFormat(fields) ?? AcceptedPicture.ForPerturbed(accept);
        PageSelection pages = fields.Pages("page", "pages");
        if (pages.IsAll)
        {
            fields.Add("page", "One page is perturbed at a time: send its number.");
        }

        fields.ThrowIfAny();
        return new PerturbForm(perturbation! with { Save = save, Format = format }, pages.Number!.Value, returnBase64, returnImage);
    }
}
