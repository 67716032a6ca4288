namespace RoDLA.Detection.Preprocessing;

/// <summary>
/// Scales a page so that its longest and shortest side stay within two limits, then pads right and bottom to a multiple
/// (mmdetection's <c>Resize(keep_ratio=True)</c> and <c>Pad(size_divisor)</c>; small pages are enlarged).
/// </summary>
internal sealed class KeepRatioResize(InputSpec input) : IResizeRule
{
    private static readonly PageSize A4At150Dpi = new(1240, 1754);

    private readonly int _longest = input.MaxSize!.Max();
    private readonly int _shortest = input.MaxSize!.Min();

    /// <inheritdoc/>
    public IReadOnlyList<PageSize> WarmUpPages => [A4At150Dpi];

    /// <inheritdoc/>
    public bool HasFixedSizes => false;

    /// <inheritdoc/>
    public PageGeometry Fit(PageSize page)
    {
        double scale = Math.Min(
            (double)_longest / Math.Max(page.Width, page.Height),
            (double)_shortest / Math.Min(page.Width, page.Height));
        if (!input.AllowUpscale)
        {
            scale = Math.Min(scale, 1);
        }

        PageSize content = new(Math.Max(1, (int)((page.Width * scale) + 0.5)), Math.Max(1, (int)((page.Height * scale) + 0.5)));
        return new PageGeometry(page, new PageSize(Pad(content.Width), Pad(content.Height)), content, 0, 0);
    }

    private int Pad(int side) => (side + input.PadMultiple - 1) / input.PadMultiple * input.PadMultiple;
}
