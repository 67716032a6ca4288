using System.Globalization;
using NetVips;
using RoDLA.Imaging.Formats;
using RoDLA.Imaging.Vips;

namespace RoDLA.Imaging.Decoding;

/// <summary>
/// Scales samples that do not fill the range of their type to 0..255: floating ones in 0..1, 12 bits in 16. The range is what the file
/// states, else that of the samples.
/// </summary>
/// <param name="Low">Black.</param>
/// <param name="High">White.</param>
/// <param name="IsStated">Whether the file states the range.</param>
internal readonly record struct SampleScale(double Low, double High, bool IsStated)
{
    private const double UnitTolerance = 1.01;
    private const int LeastBits = 8;

    /// <summary>For the answer.</summary>
    public string Note => string.Create(
        CultureInfo.InvariantCulture,
        $"The samples were scaled from {Low:0.###} to {High:0.###}, the range that {(IsStated ? "the file states" : "they have")}.");

    /// <summary>The scale of an image; null for one that needs none.</summary>
    /// <param name="image">A second reading of the image: all of it is computed, unless the file states the range.</param>
    /// <param name="header">Its header.</param>
    /// <param name="watch">Polled every few rows.</param>
    public static SampleScale? Of(Image image, ImageHeader header, DecodeWatch watch)
    {
        bool isFloat = image.Format is Enums.BandFormat.Float or Enums.BandFormat.Double;
        if (image.Format == Enums.BandFormat.Uchar || image.Contains("icc-profile-data") && isFloat)
        {
            return null;
        }

        (double min, double max) = Range(image, watch);
        if (header.Samples is { } stated && stated.Max > stated.Min && max <= stated.Max && min >= stated.Min)
        {
            return IsWhole(stated.Min, stated.Max, image.Format) ? null : new SampleScale(stated.Min, stated.Max, IsStated: true);
        }

        double low = Math.Min(min, 0);
        double high = !isFloat ? WholeBits(max) : max <= UnitTolerance ? 1 : Math.Max(max, byte.MaxValue);
        return IsWhole(low, high, image.Format) || !(high > low) ? null : new SampleScale(low, high, IsStated: false);
    }

    /// <summary>Applies the scale; takes ownership of the image.</summary>
    public Image Apply(Image image)
    {
        double factor = byte.MaxValue / (High - Low);
        using (image)
        {
            using Image scaled = image.Linear([factor], [(-Low * factor) + 0.5]);
            using Image bytes = scaled.Cast(Enums.BandFormat.Uchar);
            return bytes.Copy(interpretation: image.Bands < PageImage.Channels ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);
        }
    }

    /// <summary>Whether a range is that of the type, so that libvips reads the samples right.</summary>
    private static bool IsWhole(double low, double high, Enums.BandFormat format) => low == 0 && format switch
    {
        Enums.BandFormat.Ushort => high > ushort.MaxValue / 4,
        Enums.BandFormat.Float or Enums.BandFormat.Double => high == byte.MaxValue,
        _ => false,
    };

    /// <summary>The greatest number of the bits that hold <paramref name="max"/>, an even number of them.</summary>
    private static double WholeBits(double max)
    {
        int bits = LeastBits;
        while (Math.Pow(2, bits) - 1 < max)
        {
            bits += 2;
        }

        return Math.Pow(2, bits) - 1;
    }

    private static (double Min, double Max) Range(Image image, DecodeWatch watch)
    {
        using Image stats = VipsImages.StatsOf(image, watch.MustStop);
        int bands = image.HasAlpha() ? image.Bands - 1 : image.Bands;
        double[] mins = [.. Enumerable.Range(1, bands).Select(band => stats.Getpoint(0, band)[0])];
        double[] maxes = [.. Enumerable.Range(1, bands).Select(band => stats.Getpoint(1, band)[0])];
        return (mins.Min(), maxes.Max());
    }
}
