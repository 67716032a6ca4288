using RoDLA.Api.Detection;
using RoDLA.Api.Forms;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Perturbing;

/// <summary>The form of <c>/api/detect-with-perturbation</c>: the form of <c>/api/detect</c>, and what to do to the page before.</summary>
internal sealed class PerturbedDetectForm(DetectForm detection, PerturbationReader reader, PerturbationFields perturbation)
{
    private readonly PerturbationsField _chain = new(
        "Entries may have a `seed`, a `background_folder` and, for a watermark, a `text` of their own. None: as `/api/detect`.", reader);

    private readonly BooleanField _saveImage = new(
        "save_perturbed_image", "Keep the perturbed page in the server's folder; `perturbation_info` has its place.", false);

    private readonly BooleanField _compare = new(
        "compare", "Detect on the clean page too, and say which of its detections survived.", false);

    private readonly EnumField<PictureFormat> _output = new("output", "Kind of file of a page that is kept.", PictureFormat.Png);

    /// <summary>The fields.</summary>
    public IReadOnlyList<FormField> Fields =>
        [DetectForm.File, _chain, .. detection.Fields.Skip(1), _saveImage, _compare, .. perturbation.All, _output];

    /// <summary>Reads the fields; mistakes are added to <paramref name="form"/>.</summary>
    public DetectRequest Read(FormFields form)
    {
        bool compare = _compare.Read(form);
        bool save = _saveImage.Read(form);
        PictureFormat format = _output.Read(form);
        PagePerturbation? read = perturbation.Read(form, _chain);
        return detection.Read(form, read is null ? null : read with { Compare = compare, Save = save, Format = format });
    }
}
