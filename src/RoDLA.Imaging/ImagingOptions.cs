using System.ComponentModel.DataAnnotations;

namespace RoDLA.Imaging;

/// <summary>Limits and settings of reading pages.</summary>
public sealed class ImagingOptions
{
    /// <summary>Lowest resolution of rendered PDF pages, in dots per inch.</summary>
    public const int MinPdfDpi = 36;

    /// <summary>Highest resolution of rendered PDF pages, in dots per inch.</summary>
    public const int MaxPdfDpi = 600;

    /// <summary>Maximum width and height of a page in pixels, checked in the header. Default 8192; 64 to 65,535.</summary>
    [Range(64, 65_535)]
    public int MaxSidePixels { get; set; } = 8192;

    /// <summary>Maximum number of pixels of a page, checked in the header. Default 67,108,864 (8192²); 4096 to 536,870,912.</summary>
    [Range(4096L, 536_870_912L)]
    public long MaxPixels { get; set; } = 8192L * 8192L;

    /// <summary>Maximum number of pages in a TIFF or PDF. Default 200; 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int MaxPages { get; set; } = 200;

    /// <summary>Resolution of rendered PDF pages, in dots per inch. Default 150; 36 to 600.</summary>
    [Range(MinPdfDpi, MaxPdfDpi)]
    public int PdfDpi { get; set; } = 150;

    /// <summary>Time limit for one run of a PDF tool. Default 15 s; 1 s to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan PdfTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Maximum number of PDF tools that run at once. Default 0: the number of cores; 0 to 256.</summary>
    [Range(0, 256)]
    public int PdfProcesses { get; set; }

    /// <summary>Maximum address space of a PDF tool, in MiB; enforced on Linux only. Default 1024; 256 to 65,536.</summary>
    [Range(256, 65_536)]
    public int PdfMemoryMiB { get; set; } = 1024;

    /// <summary>Time limit for recognizing the text of one page. Default 60 s; 1 s to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan OcrTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Time limit for decoding one image. Default 30 s; 1 s to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan DecodeTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Threads that libvips uses for one image; the setting applies to the whole process. Default 1, since a busy service decodes
    /// many images in parallel; 1 to 64.
    /// </summary>
    [Range(1, 64)]
    public int VipsConcurrency { get; set; } = 1;

    /// <summary>
    /// Bytes of pixels that are held at once, in MiB; requests wait before a page is decoded. Default 0: a third of the memory that the
    /// process may use (limit of the container, else physical memory); 0 to 1,048,576.
    /// </summary>
    [Range(0, 1_048_576)]
    public int PixelMegabytes { get; set; }

    /// <summary>
    /// Maximum number of requests that wait for memory or for a PDF tool; further ones get 503. Default 1,000; 0 to 100,000.
    /// </summary>
    [Range(0, 100_000)]
    public int QueueLimit { get; set; } = 1000;

    /// <summary>Maximum time that a request waits for memory or for a PDF tool before it gets 503. Default 30 s; 10 ms to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan QueueTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <exception cref="ImageException">The size is over a limit.</exception>
    internal void CheckSize(PageSize size)
    {
        if (size.Width > MaxSidePixels || size.Height > MaxSidePixels)
        {
            throw new ImageException(ImageFault.TooManyPixels, $"The page is {size} pixels; at most {MaxSidePixels} a side are read.");
        }

        if (size.Pixels > MaxPixels)
        {
            throw new ImageException(
                ImageFault.TooManyPixels, $"The page is {size} pixels, {size.Pixels} in all; at most {MaxPixels} are read.");
        }
    }
}
