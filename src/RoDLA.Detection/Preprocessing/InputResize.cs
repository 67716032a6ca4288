namespace RoDLA.Detection.Preprocessing;

/// <summary>
/// Computes the size of the input tensor for a page, and the position of the page in it. <c>letterbox</c> scales the page to fit a fixed
/// tensor size, of which portrait and landscape pages may have one each, and pads the rest. <c>stretch</c> fills a fixed size.
/// <c>keep_ratio</c> scales the page so that its longest and shortest side stay within two limits, then pads right and bottom to a multiple
/// (mmdetection's <c>Resize(keep_ratio=True)</c> and <c>Pad(size_divisor)</c>).
/// </summary>
internal sealed class InputResize(InputSpec input)
{
    private static readonly PageSize A4At150Dpi = new(1240, 1754);

    /// <summary>The fixed sizes of tensors; empty when they depend on the page.</summary>
    public IReadOnlyList<PageSize> FixedSizes { get; } = input.Resize == "keep_ratio"
        ? []
        : [.. new[] { input.Portrait ?? input.Size!, input.Landscape ?? input.Size! }.Select(Size).Distinct()];

    /// <summary>Page sizes for the warm-up.</summary>
    public IReadOnlyList<PageSize> WarmUpPages => FixedSizes.Count > 0 ? FixedSizes : [A4At150Dpi];

    /// <summary>The geometry for a page of this size.</summary>
    public PageGeometry Fit(PageSize page) => input.Resize switch
    {
        "letterbox" => FitLetterbox(page),
        "stretch" => new PageGeometry(page, Size(input.Size!), Size(input.Size!), 0, 0),
        _ => FitKeepRatio(page),
    };

    private static PageSize Size(IReadOnlyList<int> heightAndWidth) => new(heightAndWidth[1], heightAndWidth[0]);

    private PageGeometry FitLetterbox(PageSize page)
    {
        PageSize tensor = Size((page.Width > page.Height * 1.05 ? input.Landscape : input.Portrait) ?? input.Size!);
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
