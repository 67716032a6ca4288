using RoDLA.Api.Detection;
using RoDLA.Api.Forms;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Perturbing;

/// <summary>The form of <c>/api/generate-perturbations</c>.</summary>
internal static class GalleryForm
{
    private static readonly IntegerField Seed = new("seed", "Key of the random numbers; one is drawn when none is sent.") { Example = 7 };

    private static readonly IntegerField MaxSide = new(
        "max_side", "Longer side of the pictures in pixels; a smaller page keeps its size.", 600)
    { Least = 64, Most = 2000 };

    private static readonly EnumField<GalleryOutput> Output = new(
        "output", "`json` holds every picture; `sheet` is one picture of them all.", GalleryOutput.Json);

    private static readonly PagesField Page = new("page", "Page of a PDF or TIFF, from 1.") { Aliases = ["pages"], IsSingle = true };

    /// <summary>The fields.</summary>
    public static IReadOnlyList<FormField> Fields { get; } = [DetectForm.File, Seed, MaxSide, Output, Page, DetectForm.Dpi];

    /// <summary>Reads the fields; mistakes are added to <paramref name="form"/>.</summary>
    public static GalleryRequest Read(FormFields form)
    {
        DetectForm.File.Require(form);
        return new GalleryRequest(
            Seed.Read(form) ?? Random.Shared.NextInt64(),
            (int)MaxSide.Read(form)!,
            Output.Read(form),
            Page.Read(form) with { Dpi = (int?)DetectForm.Dpi.Read(form) });
    }
}
