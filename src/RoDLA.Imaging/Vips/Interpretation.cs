namespace RoDLA.Imaging.Vips;

/// <summary>How libvips understands the bands of an image (VipsInterpretation).</summary>
internal enum Interpretation
{
    /// <summary>Greyscale.</summary>
    Greyscale = 1,

    /// <summary>Inks.</summary>
    Cmyk = 15,

    /// <summary>8-bit sRGB.</summary>
    Srgb = 22,
}
