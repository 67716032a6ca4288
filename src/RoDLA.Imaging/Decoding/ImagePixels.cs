using RoDLA.Imaging.Vips;

namespace RoDLA.Imaging.Decoding;

/// <summary>The recipe from whatever a loader yields to 8-bit sRGB on white, as libvips operations.</summary>
internal static class ImagePixels
{
    private const int RelativeIntent = 1;
    private const double White = 255;

    /// <summary>Adds what is missing to the recipe; takes <paramref name="image"/> over.</summary>
    public static VipsImage ToRgb(VipsImage image)
    {
        image = ToSrgb(image);
        if (image.HasAlpha)
        {
            image = Then(image, "flatten", op => op.Set("background", White));
        }

        if (image.Bands > PageImage.Channels)
        {
            image = Then(image, "extract_band", op => op.Set("band", 0).Set("n", PageImage.Channels));
        }
        else if (image.Bands < PageImage.Channels)
        {
            using VipsImage odd = image;
            throw new VipsException($"{image.Bands} bands are neither greyscale nor colour.");
        }

        return image.Format == VipsImage.UChar ? image : Then(image, "cast", op => op.Set("format", VipsImage.UChar));
    }

    /// <summary>Averages blocks of <paramref name="factor"/> squared pixels; takes <paramref name="image"/> over.</summary>
    public static VipsImage Shrink(VipsImage image, int factor) =>
        factor < 2 ? image : Then(image, "shrink", op => op.Set("hshrink", (double)factor).Set("vshrink", (double)factor));

    private static VipsImage ToSrgb(VipsImage image)
    {
        if (image.HasProfile)
        {
            return Then(
                image, "icc_transform", op => op.Set("output-profile", "srgb").Set("embedded", true).Set("intent", RelativeIntent));
        }

        return image.Interpretation == Interpretation.Srgb
            ? image
            : Then(image, "colourspace", op => op.Set("space", (int)Interpretation.Srgb));
    }

    private static VipsImage Then(VipsImage image, string nickname, Action<VipsOperation> arguments)
    {
        using VipsImage input = image;
        using var operation = new VipsOperation(nickname);
        operation.Set("in", input);
        arguments(operation);
        return operation.ToImage();
    }
}
