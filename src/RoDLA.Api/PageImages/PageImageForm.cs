using RoDLA.Api.Detection;
using RoDLA.Api.Forms;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.PageImages;

/// <summary>The form of <c>/api/page-image</c>.</summary>
internal static class PageImageForm
{
    private static readonly PagesField Page = new("page", "Page of a PDF or TIFF, from 1.") { Aliases = ["pages"], IsSingle = true };

    private static readonly IntegerField MaxSide = new(
        "max_side", "Longest side of the picture in pixels; the page's own size when it is not sent.")
    {
        Least = 16,
        Most = 8192,
        Example = 1200,
    };

    /// <summary>The fields.</summary>
    public static IReadOnlyList<FormField> Fields { get; } = [DetectForm.File, Page, DetectForm.Dpi, MaxSide];

    /// <summary>Reads the fields; mistakes are added to <paramref name="form"/>.</summary>
    /// <returns>The page, and the longest side of its picture; null for its own size.</returns>
    public static (PageSelection Page, int? MaxSide) Read(FormFields form)
    {
        DetectForm.File.Require(form);
        return (Page.Read(form) with { Dpi = (int?)DetectForm.Dpi.Read(form) }, (int?)MaxSide.Read(form));
    }
}
