namespace RoDLA.Detection.Preprocessing;

/// <summary>Scales a page to fit one of two fixed tensor sizes, portrait or landscape, and pads the rest.</summary>
internal sealed class LetterboxResize(InputSpec input) : IResizeRule
{
    private readonly PageSize _portrait = new(input.Portrait![1], input.Portrait[0]);
    private readonly PageSize _landscape = new(input.Landscape![1], input.Landscape[0]);
    private readonly bool _centered = input.PadPosition == "center";

    /// <inheritdoc/>
    public IReadOnlyList<PageSize> WarmUpPages => [_portrait, _landscape];

    /// <inheritdoc/>
    public bool HasFixedSizes => true;

    /// <inheritdoc/>
    public PageGeometry Fit(PageSize page)
    {
        PageSize tensor = page.Width > page.Height * 1.05 ? _landscape : _portrait;
        double scale = Math.Min((double)tensor.Height / page.Height, (double)tensor.Width / page.Width);
        if (!input.AllowUpscale)
        {
            scale = Math.Min(scale, 1);
        }

        // At least one pixel: a page of 1 × 5000 would otherwise have no width.
        PageSize content = new(
            Math.Max(1, (int)Math.Round(page.Width * scale)),
            Math.Max(1, (int)Math.Round(page.Height * scale)));
        return new PageGeometry(
            page,
            tensor,
            content,
            _centered ? (tensor.Width - content.Width) / 2 : 0,
            _centered ? (tensor.Height - content.Height) / 2 : 0);
    }
}
