namespace RoDLA.Detection.Preprocessing;

/// <summary>
/// Computes the size of the input tensor for a page, and the position of the page in it. <c>letterbox</c> scales the page to fit one of
/// two fixed tensor sizes, portrait or landscape, and pads the rest. <c>keep_ratio</c> scales it so that its longest and shortest side stay
/// within two limits, then pads right and bottom to a multiple (mmdetection's <c>Resize(keep_ratio=True)</c> and <c>Pad(size_divisor)</c>).
/// </summary>
internal sealed class InputResize(InputSpec input)
{
    private static readonly PageSize A4At150Dpi = new(1240, 1754);

    /// <summary>Whether tensors have a few fixed sizes.</summary>
    public bool HasFixedSizes { get; } = input.Resize == "letterbox";

    /// <summary>Page sizes for the warm-up.</summary>
    public IReadOnlyList<PageSize> WarmUpPages => HasFixedSizes ? [Size(input.Portrait!), Size(input.Landscape!)] : [A4At150Dpi];

    /// <summary>The geometry for a page of this size.</summary>
    public PageGeometry Fit(PageSize page) => HasFixedSizes ? FitLetterbox(page) : FitKeepRatio(page);

    private static PageSize Size(IReadOnlyList<int> heightAndWidth) => new(heightAndWidth[1], heightAndWidth[0]);

    private PageGeometry FitLetterbox(PageSize page)
    {
        PageSize tensor = Size(page.Width > page.Height * 1.05 ? input.Landscape! : input.Portrait!);
        double scale = Limited(Math.Min((double)tensor.Height / page.Height, (double)tensor.Width / page.Width));

        // At least one pixel: a page of 1 × 5000 would otherwise have no width.
        PageSize content = new(Math.Max(1, (int)Math.Round(page.Width * scale)), Math.Max(1, (int)Math.Round(page.Height * scale)));
        return input.PadPosition == "center"
            ? new PageGeometry(page, tensor, content, (tensor.Width - content.Width) / 2, (tensor.Height - content.Height) / 2)
            : new PageGeometry(page, tensor, content, 0, 0);
    }

    private PageGeometry FitKeepRatio(PageSize page)
    {
        double scale = Limited(Math.Min(
            (double)input.MaxSize!.Max() / Math.Max(page.Width, page.Height),
            (double)input.MaxSize!.Min() / Math.Min(page.Width, page.Height)));
        PageSize content = new(Math.Max(1, (int)((page.Width * scale) + 0.5)), Math.Max(1, (int)((page.Height * scale) + 0.5)));
        return new PageGeometry(page, new PageSize(Padded(content.Width), Padded(content.Height)), content, 0, 0);
    }

    private double Limited(double scale) => input.AllowUpscale ? scale : Math.Min(scale, 1);

    private int Padded(int side) => (side + input.PadMultiple - 1) / input.PadMultiple * input.PadMultiple;
}
