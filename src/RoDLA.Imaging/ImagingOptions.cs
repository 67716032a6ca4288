using System.ComponentModel.DataAnnotations;

namespace RoDLA.Imaging;

/// <summary>Limits and settings of reading pages.</summary>
public sealed class ImagingOptions
{
    /// <summary>Lowest resolution of rendered PDF pages, in dots per inch.</summary>
    public const int MinPdfDpi = 36;

    /// <summary>Highest resolution of rendered PDF pages, in dots per inch.</summary>
    public const int MaxPdfDpi = 600;

    /// <summary>Maximum width and height of a page in pixels, checked in the header.</summary>
    /// <value>The default is 8192; 64 to 65,535.</value>
    [Range(64, 65_535)]
    public int MaxSidePixels { get; set; } = 8192;

    /// <summary>Maximum number of pixels of a page, checked in the header.</summary>
    /// <value>The default is 67,108,864 (8192²); 4096 to 536,870,912.</value>
    [Range(4096L, 536_870_912L)]
    public long MaxPixels { get; set; } = 8192L * 8192L;

    /// <summary>Maximum number of pages in a TIFF or PDF.</summary>
    /// <value>The default is 200; 1 to 10,000.</value>
    [Range(1, 10_000)]
    public int MaxPages { get; set; } = 200;

    /// <summary>Resolution of rendered PDF pages, in dots per inch.</summary>
    /// <value>The default is 150; 36 to 600.</value>
    [Range(MinPdfDpi, MaxPdfDpi)]
    public int PdfDpi { get; set; } = 150;

    /// <summary>Time limit for one run of a PDF tool.</summary>
    /// <value>The default is 15 s; 1 s to 10 min.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan PdfTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Maximum number of PDF tools that run at once; 0 picks the number of cores.</summary>
    /// <value>The default is 0; 0 to 256.</value>
    [Range(0, 256)]
    public int PdfProcesses { get; set; }

    /// <summary>Maximum address space of a PDF tool, in MiB; enforced on Linux only.</summary>
    /// <value>The default is 1024; 256 to 65,536.</value>
    [Range(256, 65_536)]
    public int PdfMemoryMiB { get; set; } = 1024;

    /// <summary>Time limit for recognizing the text of one page.</summary>
    /// <value>The default is 60 s; 1 s to 10 min.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan OcrTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Time limit for decoding one image.</summary>
    /// <value>The default is 30 s; 1 s to 10 min.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan DecodeTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Threads that libvips uses for one image; the setting applies to the whole process. One suits a busy service, which decodes
    /// many images in parallel.
    /// </summary>
    /// <value>The default is 1; 1 to 64.</value>
    [Range(1, 64)]
    public int VipsConcurrency { get; set; } = 1;

    /// <summary>
    /// Bytes of pixels that are held at once, in MiB; requests wait before a page is decoded. 0 is a third of the memory that the process
    /// may use (limit of the container, else physical memory).
    /// </summary>
    /// <value>The default is 0; 0 to 1,048,576.</value>
    [Range(0, 1_048_576)]
    public int PixelMegabytes { get; set; }

    /// <summary>Maximum number of requests that wait for memory or for a PDF tool; further ones get 503.</summary>
    /// <value>The default is 1,000; 0 to 100,000.</value>
    [Range(0, 100_000)]
    public int QueueLimit { get; set; } = 1000;

    /// <summary>Maximum time that a request waits for memory or for a PDF tool before it gets 503.</summary>
    /// <value>The default is 30 s; 10 ms to 1 h.</value>
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
