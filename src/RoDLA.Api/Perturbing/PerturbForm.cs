using Microsoft.Extensions.Primitives;
using RoDLA.Api.Detection;
using RoDLA.Api.Forms;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Perturbing;

/// <summary>The form of <c>/api/perturb</c>.</summary>
internal sealed class PerturbForm(PerturbationReader reader, PerturbationFields perturbation, IDiskGuard disk)
{
    private readonly PerturbationsField _chain = new(
        "Entries may have a `seed`, a `background_folder` and, for a watermark, a `text` of their own.", reader)
    {
        IsRequired = true,
    };

    private readonly BooleanField _returnBase64 = new("return_base64", "Put the perturbed page into the answer, as a data URI.", false);

    private readonly BooleanField _returnImage = new(
        "return_image", "Answer the perturbed page itself. An Accept header that prefers a picture asks for it too.", false);

    private readonly BooleanField _saveImage = new(
        "save_image", "Keep the perturbed page in the server's folder; `saved_path` is its place.", false);

    private readonly EnumField<PictureFormat> _output = new(
        "output", "Kind of picture. An Accept header may name it too.", PictureFormat.Png);

    private readonly PagesField _page = new("page", "Page of a PDF or TIFF, from 1.") { Aliases = ["pages"], IsSingle = true };

    /// <summary>The fields.</summary>
    public IReadOnlyList<FormField> Fields =>
        [DetectForm.File, _chain, _returnBase64, _returnImage, _saveImage, .. perturbation.All, _output, _page, DetectForm.Dpi];

    /// <summary>Reads the fields; mistakes are added to <paramref name="form"/>.</summary>
    /// <param name="form">The form.</param>
    /// <param name="accept">The request's Accept header, which decides where the form says nothing.</param>
    /// <returns>What is asked for; null when there is no perturbation in it.</returns>
    /// <exception cref="JobRefusedException">The page is to be saved, and the disk has no room.</exception>
    public PerturbRequest? Read(FormFields form, StringValues accept)
    {
        DetectForm.File.Require(form);
        PagePerturbation? read = perturbation.Read(form, _chain);
        if (read is null && !form.HasMistake(_chain.Name))
        {
            form.Add(_chain.Name, $"At least one perturbation is required: {_chain.Example}.");
        }

        bool returnBase64 = _returnBase64.Read(form);
        bool returnImage = _returnImage.Read(form, AcceptedPicture.IsPreferred(accept));
        bool save = _saveImage.Read(form);
        PictureFormat format = _output.Read(form, AcceptedPicture.ForPerturbed(accept));
        PageSelection pages = _page.Read(form) with { Dpi = (int?)DetectForm.Dpi.Read(form) };
        if (save && form.Mistakes.Count == 0)
        {
            disk.ThrowIfFull();
        }

        return read is null ? null : new PerturbRequest(read with { Save = save, Format = format }, pages, returnBase64, returnImage);
    }
}
