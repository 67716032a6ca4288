namespace RoDLA.Detection;

/// <summary>
/// Input tensor <c>[images, 3, height, width]</c>, float32 or float16 as the graph has it: (pixel · scale − mean) / std per channel.
/// </summary>
public sealed record InputSpec
{
    /// <summary>Name of the image tensor.</summary>
    public required string Name { get; init; }

    /// <summary>Name of a second input <c>[2]</c>, float32: height and width of the page inside the tensor; null for none.</summary>
    public string? ValidSizeName { get; init; }

    /// <summary>
    /// Inputs beside the image, by name, and what each gets, <c>[images, 2]</c>: <c>page_size</c> is width and height of the page in
    /// pixels, <c>input_size</c> height and width of the tensor, <c>scale</c> height and width of the tensor over those of the page,
    /// <c>ones</c> 1 and 1.
    /// </summary>
    public IReadOnlyDictionary<string, string> PageInputs { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// How a page becomes a tensor: <c>letterbox</c> fits it into a fixed size and pads the rest; <c>stretch</c> fills a fixed size
    /// without keeping the proportions; <c>keep_ratio</c> scales it within <see cref="MaxSize"/> and pads right and bottom to
    /// <see cref="PadMultiple"/>.
    /// </summary>
    public required string Resize { get; init; }

    /// <summary>Tensor size [height, width] of every page: for stretch, and for a letterbox of one size.</summary>
    public IReadOnlyList<int>? Size { get; init; }

    /// <summary>Letterbox size [height, width] for upright pages; null for <see cref="Size"/>.</summary>
    public IReadOnlyList<int>? Portrait { get; init; }

    /// <summary>
    /// Letterbox size [height, width] for pages wider than 1.05 times their height; null for <see cref="Size"/>.
    /// </summary>
    public IReadOnlyList<int>? Landscape { get; init; }

    /// <summary>For keep_ratio: [longest side, shortest side] in pixels that the scaled page stays within.</summary>
    public IReadOnlyList<int>? MaxSize { get; init; }

    /// <summary>For keep_ratio: tensor height and width are multiples of this.</summary>
    public int PadMultiple { get; init; } = 1;

    /// <summary>Pixel value round the page before normalisation; null pads with 0 after normalisation.</summary>
    public float? PadValue { get; init; }

    /// <summary>Position of a letterboxed page: <c>center</c> or <c>top_left</c>.</summary>
    public string PadPosition { get; init; } = "top_left";

    /// <summary>Order of the channels: <c>rgb</c> or <c>bgr</c>; mean and std are in this order.</summary>
    public string ChannelOrder { get; init; } = "rgb";

    /// <summary>Factor on the pixel value 0..255.</summary>
    public float Scale { get; init; } = 1;

    /// <summary>Per channel, subtracted after the scale.</summary>
    public IReadOnlyList<float> Mean { get; init; } = [0, 0, 0];

    /// <summary>Per channel, divides after the mean.</summary>
    public IReadOnlyList<float> Std { get; init; } = [1, 1, 1];

    /// <summary>
    /// <c>bilinear</c> (two nearest pixels, as OpenCV), <c>bilinear_antialiased</c> (as PIL), <c>bicubic</c> (four nearest, as OpenCV), or
    /// <c>area</c> (mean of the covered pixels, as OpenCV; upscaling is then bilinear).
    /// </summary>
    public string Interpolation { get; init; } = "bilinear";

    /// <summary>Whether a page smaller than the input is enlarged.</summary>
    public bool AllowUpscale { get; init; } = true;
}
