using System.Globalization;
using OpenCvSharp;
using RoDLA.Imaging;
using RoDLA.Imaging.Reading;
using RoDLA.Imaging.Writing;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.PixelFormats;

namespace RoDLA.Benchmarks.Imaging;

/// <summary>
/// Reads and writes A4 pages beside OpenCV and ImageSharp, for a machine that is not idle: the three take turns in one process, and the
/// lower quartile of each one's processor time counts.
/// </summary>
internal static class ImagingTimes
{
    private const int Quality = 90;

    // IMWRITE_JPEG_SAMPLING_FACTOR, which OpenCvSharp does not declare.
    private const ImwriteFlags JpegSamplingFactor = (ImwriteFlags)7;
    private static readonly (string Chroma, int Sampling, JpegColorType Color)[] Subsamplings =
        [("4:4:4", 0x111111, JpegColorType.YCbCrRatio444), ("4:2:0", 0x221111, JpegColorType.YCbCrRatio420)];

    /// <summary>Prints one table for decoding and one for JPEG encoding.</summary>
    public static async Task RunAsync(int rounds)
    {
        var reader = new PageReader(new ImagingOptions(), TimeProvider.System);
        Console.WriteLine("| decode | dpi | here, ms | OpenCV | ImageSharp | allocated here, bytes |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (int dpi in new[] { 200, 300 })
        {
            using PageImage page = TextPage.Draw(dpi * 827 / 100, dpi * 1169 / 100);
            (string Format, byte[] Bytes)[] files =
                [
                    ("JPEG", ImageWriter.ToJpeg(page)), ("PNG", ImageWriter.ToPng(page)),
                    ("TIFF, LZW", ToTiff(page)), ("WebP", ImageWriter.ToWebp(page)),
                ];
            foreach ((string format, byte[] bytes) in files)
            {
                OpenDocument document = await reader.OpenAsync(DocumentSource.FromMemory(bytes), CancellationToken.None);
                double[] times = Measure(rounds, () => Decode(document), () => DecodeWithOpenCv(bytes), () => DecodeWithImageSharp(bytes));
                long before = GC.GetAllocatedBytesForCurrentThread();
                Decode(document);
                PrintRow(format, dpi, times, GC.GetAllocatedBytesForCurrentThread() - before);
            }
        }

        Console.WriteLine();
        Console.WriteLine($"| JPEG encode, quality {Quality} | dpi | here (4:4:4), ms | OpenCV | ImageSharp | bytes here |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (int dpi in new[] { 150, 200, 300 })
        {
            using PageImage page = TextPage.Draw(dpi * 827 / 100, dpi * 1169 / 100);
            foreach ((string chroma, int sampling, JpegColorType color) in Subsamplings)
            {
                double[] times = Measure(
                    rounds,
                    () => ImageWriter.ToJpeg(page, Quality),
                    () => EncodeWithOpenCv(page, sampling),
                    () => EncodeWithImageSharp(page, color));
                PrintRow($"the others {chroma}", dpi, times, ImageWriter.ToJpeg(page, Quality).Length);
            }
        }
    }

    private static double[] Measure(int rounds, params Action[] ways)
    {
        List<double>[] times = [.. ways.Select(_ => new List<double>())];
        for (int round = 0; round < rounds; round++)
        {
            for (int turn = 0; turn < ways.Length; turn++)
            {
                int way = (round + turn) % ways.Length;
                TimeSpan start = Environment.CpuUsage.TotalTime;
                ways[way]();
                times[way].Add((Environment.CpuUsage.TotalTime - start).TotalMilliseconds);
            }
        }

        return [.. times.Select(each => each.Order().ElementAt(rounds / 4))];
    }

    private static void PrintRow(string name, int dpi, double[] times, long bytes) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {dpi} | {times[0]:0.0} | {times[1]:0.0} ({times[1] / times[0]:0.00}×) " +
        $"| {times[2]:0.0} ({times[2] / times[0]:0.00}×) | {bytes} |"));

    private static void Decode(OpenDocument document) =>
        document.ReadPageAsync(1, default, CancellationToken.None).AsTask().GetAwaiter().GetResult().Dispose();

    private static void DecodeWithOpenCv(byte[] bytes) => Cv2.ImDecode(bytes, ImreadModes.Color).Dispose();

    private static void DecodeWithImageSharp(byte[] bytes) => Image.Load<Rgb24>(bytes).Dispose();

    private static unsafe void EncodeWithOpenCv(PageImage page, int sampling)
    {
        fixed (byte* pixels = page.Pixels)
        {
            using Mat image = Mat.FromPixelData(page.Height, page.Width, MatType.CV_8UC3, (nint)pixels);
            Cv2.ImEncode(
                ".jpg",
                image,
                out _,
                new ImageEncodingParam(ImwriteFlags.JpegQuality, Quality),
                new ImageEncodingParam(JpegSamplingFactor, sampling));
        }
    }

    private static void EncodeWithImageSharp(PageImage page, JpegColorType color)
    {
        using Image<Rgb24> image = Image.LoadPixelData<Rgb24>(page.Pixels, page.Width, page.Height);
        using var stream = new MemoryStream();
        image.Save(stream, new JpegEncoder { Quality = Quality, ColorType = color });
    }

    private static byte[] ToTiff(PageImage page)
    {
        using Image<Rgb24> image = Image.LoadPixelData<Rgb24>(page.Pixels, page.Width, page.Height);
        using var stream = new MemoryStream();
        image.Save(stream, new SixLabors.ImageSharp.Formats.Tiff.TiffEncoder
        {
            Compression = SixLabors.ImageSharp.Formats.Tiff.Constants.TiffCompression.Lzw,
        });
        return stream.ToArray();
    }
}
