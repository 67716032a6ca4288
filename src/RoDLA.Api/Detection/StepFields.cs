using RoDLA.Api.Forms;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Detection;

/// <summary>The steps before and after the model; the fields are the same in every form and in JSON.</summary>
/// <param name="prefix">What their names begin with.</param>
internal sealed class StepFields(string prefix = "")
{
    private readonly ParsedField<PageOrientation> _orientation = new(
        prefix + "orientation",
        $"Turn the page upright by quarter turns before the detection: {PageOrientation.Syntax}.",
        PageOrientation.Auto,
        PageOrientation.Parse,
        PageOrientation.Syntax);

    private readonly ParsedField<Deskew> _deskew = new(
        prefix + "deskew",
        $"Straighten the page before the detection: {Deskew.Syntax}; `auto` only where lines of text show an angle clearly. Boxes are "
            + "those of the page as it was sent.",
        Deskew.Auto,
        Deskew.Parse,
        Deskew.Syntax);

    private readonly OptionalBooleanField _snap = new(
        prefix + "snap", "Move the edges of boxes to the ink that belongs to them; the model's own setting when it is not sent.")
    {
        Example = true,
    };

    /// <summary>The fields.</summary>
    public IReadOnlyList<FormField> All => [_orientation, _deskew, _snap];

    /// <summary>Reads them into the settings; mistakes are added to <paramref name="form"/>.</summary>
    public DetectionSettings Read(FormFields form, DetectionSettings settings) => settings with
    {
        Orientation = _orientation.Read(form),
        Deskew = _deskew.Read(form),
        Snap = _snap.Read(form),
    };
}
