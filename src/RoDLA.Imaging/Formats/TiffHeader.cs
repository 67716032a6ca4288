namespace RoDLA.Imaging.Formats;

/// <summary>Pages of a TIFF: counted up to a limit, each checked before libtiff reads it.</summary>
internal static class TiffHeader
{
    private const string Format = "TIFF";

    /// <summary>Greyscale, RGB, CMYK, each with a few extra channels.</summary>
    private const int MaxSamples = 8;

    /// <summary>Counts the directories.</summary>
    /// <exception cref="ImageException">The list is broken, longer than <paramref name="limit"/>, or a loop.</exception>
    public static int CountPages(ByteWindow bytes, int limit)
    {
        TiffFile tiff = Open(bytes);
        var seen = new HashSet<long>();
        for (long at = tiff.FirstDirectory; at != 0;)
        {
            if (!seen.Add(at))
            {
                throw new ImageException(ImageFault.TooManyPages, "The TIFF's list of pages has no end.");
            }

            if (seen.Count > limit)
            {
                throw ImageException.TooManyPages(limit);
            }

            at = tiff.TryReadDirectory(at) ?? throw ImageException.BrokenHeader(Format);
        }

        return seen.Count > 0 ? seen.Count : throw ImageException.BrokenHeader(Format);
    }

    /// <summary>Size and orientation of one page, counted from 1.</summary>
    /// <exception cref="ImageException">The page does not exist or its directory is broken.</exception>
    public static ImageHeader Read(ByteWindow bytes, int page)
    {
        TiffFile tiff = Open(bytes);
        long at = tiff.FirstDirectory;
        for (int number = 1; ; number++)
        {
            if (at == 0)
            {
                throw ImageException.PageOutOfRange(page, number - 1);
            }

            Dictionary<int, long> tags = [];
            at = tiff.TryReadDirectory(at, tags) ?? throw ImageException.BrokenHeader(Format);
            if (number == page)
            {
                return Check(tags);
            }
        }
    }

    private static TiffFile Open(ByteWindow bytes) => TiffFile.TryOpen(bytes) ?? throw ImageException.BrokenHeader(Format);

    private static ImageHeader Check(Dictionary<int, long> tags)
    {
        const int Width = 256, Height = 257, SamplesPerPixel = 277, TileWidth = 322, TileHeight = 323;
        long width = tags.GetValueOrDefault(Width);
        long height = tags.GetValueOrDefault(Height);
        bool sane = width is > 0 and <= int.MaxValue && height is > 0 and <= int.MaxValue
            && tags.GetValueOrDefault(SamplesPerPixel, 1) is > 0 and <= MaxSamples
            && IsSaneTile(tags.GetValueOrDefault(TileWidth), width)
            && IsSaneTile(tags.GetValueOrDefault(TileHeight), height);
        return sane
            ? new ImageHeader(new PageSize((int)width, (int)height), TiffFile.OrientationOf(tags)) { Samples = Samples(tags) }
            : throw ImageException.BrokenHeader(Format);
    }

    /// <summary>MinSampleValue and MaxSampleValue, or SMinSampleValue and SMaxSampleValue.</summary>
    private static (double Min, double Max)? Samples(Dictionary<int, long> tags)
    {
        double min = Sample(tags, 340) ?? Sample(tags, 280) ?? 0;
        return (Sample(tags, 341) ?? Sample(tags, 281)) is { } max && max > min ? (min, max) : null;
    }

    private static double? Sample(Dictionary<int, long> tags, int tag) =>
        tags.TryGetValue(-tag, out long bits) ? BitConverter.Int32BitsToSingle((int)bits)
        : tags.TryGetValue(tag, out long number) ? number
        : null;

    /// <summary>A tile much larger than its page only makes the reader allocate memory.</summary>
    private static bool IsSaneTile(long tile, long side) => tile >= 0 && tile <= Math.Max(1024, 2 * side);
}
