using NetVips;

namespace RoDLA.Imaging.Vips;

/// <summary>
/// Where every libvips image begins (a document, pixels in memory, a text) and ends (pixels in memory). The first use configures libvips.
/// </summary>
internal static class VipsImages
{
    static VipsImages()
    {
        if (!ModuleInitializer.VipsInitialized)
        {
            throw new InvalidOperationException("libvips does not start.", ModuleInitializer.Exception);
        }

        // No cache of operations: every image is read once, and cached ones would keep memory.
        Cache.Max = 0;

        // Disables the loaders that libvips regards as unsafe for hostile input (CSV, raw, its own format). SVG is this program's own.
        NetVips.NetVips.BlockUntrusted = true;
        Operation.Block("VipsForeignLoadSvg", false);
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void ProgressHandler(nint image, nint progress, nint data);

    /// <summary>Sets the number of threads that libvips uses for one image, for the whole process.</summary>
    public static void SetConcurrency(int threads) => NetVips.NetVips.Concurrency = threads;

    /// <summary>Opens a document with a given loader, which reads the header only.</summary>
    /// <param name="loader">Operation of libvips that reads a source, such as <c>jpegload_source</c>.</param>
    /// <param name="source">The document; must outlive the image.</param>
    /// <param name="options">Options of the loader.</param>
    /// <exception cref="VipsException">The header cannot be read.</exception>
    public static Image Load(string loader, Source source, VOption options) => (Image)Operation.Call(loader, options, source);

    /// <summary>Renders a text, one band of 8 bits: 0 no ink, 255 full ink.</summary>
    /// <param name="text">Pango markup.</param>
    /// <param name="font">Family and size in points.</param>
    /// <param name="dpi">Resolution.</param>
    public static Image Text(string text, string font, int dpi) => Image.Text(text, font, dpi: dpi);

    /// <summary>Wraps pinned pixels of a page without a copy; they must outlive the image.</summary>
    public static unsafe Image Wrap(PageImage page, in MemoryHandle pixels) =>
        Wrap(pixels, page.Pixels.Length, page.Size, PageImage.Channels);

    /// <summary>Computes all pixels of an image straight into a page of the same size.</summary>
    /// <param name="image">Three bands of 8 bits.</param>
    /// <param name="page">Receives the pixels.</param>
    /// <param name="mustStop">Called after every few rows; true stops the computation.</param>
    /// <exception cref="VipsException">The pixels cannot be computed, or <paramref name="mustStop"/> returned true.</exception>
    public static void WriteTo(this Image image, PageImage page, Func<bool>? mustStop = null) =>
        image.WriteTo(page.Memory, PageImage.Channels, mustStop);

    /// <summary>Computes all pixels of an image straight into memory.</summary>
    /// <inheritdoc cref="WriteTo(Image, PageImage, Func{bool})" path="/exception"/>
    public static void WriteTo(this Image image, Memory<byte> memory, int bands, Func<bool>? mustStop = null)
    {
        using MemoryHandle pixels = memory.Pin();
        using Image target = Wrap(pixels, memory.Length, new PageSize(image.Width, image.Height), bands);

        ProgressHandler? onProgress = mustStop is null ? null : StopWhen(target, mustStop);
        image.Write(target);
        GC.KeepAlive(onProgress);
    }

    /// <summary>Computes all pixels of an image for their statistics, one row for all bands and one a band.</summary>
    /// <inheritdoc cref="WriteTo(Image, PageImage, Func{bool})" path="/exception"/>
    public static Image StatsOf(Image image, Func<bool> mustStop)
    {
        ProgressHandler onProgress = StopWhen(image, mustStop);
        Image stats = image.Stats();
        GC.KeepAlive(onProgress);
        return stats;
    }

    // Called by pointers: the typed signal of NetVips makes an object for each call. The handler must live as long as the computation.
    private static ProgressHandler StopWhen(Image computed, Func<bool> mustStop)
    {
        ProgressHandler onProgress = (_, _, _) =>
        {
            if (mustStop())
            {
                computed.SetKill(true);
            }
        };
        computed.SetProgress(true);
        computed.SignalConnect("eval", onProgress);
        return onProgress;
    }

    private static unsafe Image Wrap(in MemoryHandle pixels, int length, PageSize size, int bands) =>
        Image.NewFromMemory((nint)pixels.Pointer, (ulong)length, size.Width, size.Height, bands, Enums.BandFormat.Uchar);
}
