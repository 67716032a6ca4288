using System.Globalization;

namespace RoDLA.Imaging.Pdf;

/// <summary>A PDF, read by poppler's pdfinfo and pdftoppm in child processes: a hostile file can crash only the child.</summary>
internal sealed class PdfDocument : OpenDocument
{
    private const string Format = "PDF";
    private const int MaxInfoLength = 256 * 1024;
    private readonly DocumentSource _source;
    private readonly ImagingOptions _options;
    private readonly ToolProcess _tool;

    private PdfDocument(DocumentSource source, DocumentInfo info, ImagingOptions options, ToolProcess tool)
        : base(info)
    {
        _source = source;
        _options = options;
        _tool = tool;
    }

    /// <summary>Reads the page count and the size of the first page.</summary>
    /// <exception cref="ImageException">The document is broken, encrypted or over a limit.</exception>
    public static async Task<PdfDocument> OpenAsync(
        DocumentSource source, ImagingOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var tool = new ToolProcess(options.PdfMemoryMiB * 1024L * 1024L, options.PdfTimeout, time);
        using PdfFile file = await PdfFile.OpenAsync(source, cancellationToken).ConfigureAwait(false);
        PdfInfo info = await ReadInfoAsync(tool, file, page: 1, cancellationToken).ConfigureAwait(false);
        if (info.PageCount < 1)
        {
            throw new ImageException(ImageFault.Undecodable, "The PDF has no pages.");
        }

        if (info.PageCount > options.MaxPages)
        {
            throw ImageException.TooManyPages(options.MaxPages);
        }

        PageSize size = CheckedSize(info, options);
        return new PdfDocument(source, new DocumentInfo(ImageFormat.Pdf, size, info.PageCount, source.Length), options, tool);
    }

    /// <summary>Renders one page, at a reduced resolution when <paramref name="atLeast"/> is smaller than the page.</summary>
    protected override async ValueTask<DecodedPage> DecodeAsync(int page, PageSize? atLeast, CancellationToken cancellationToken)
    {
        using PdfFile file = await PdfFile.OpenAsync(_source, cancellationToken).ConfigureAwait(false);
        PageSize full = page == 1
            ? Info.FirstPage
            : CheckedSize(await ReadInfoAsync(_tool, file, page, cancellationToken).ConfigureAwait(false), _options);
        double scale = Scale(full, atLeast);
        string[] arguments =
        [
            "-f", Text(page), "-l", Text(page), "-singlefile", "-cropbox",
            "-r", (_options.PdfDpi * scale).ToString("F6", CultureInfo.InvariantCulture),
            "-x", "0", "-y", "0", "-W", Text(full.Width), "-H", Text(full.Height),
            file.Path,
        ];
        (int exitCode, PageImage? image, string errorText) = await _tool
            .RunAsync("pdftoppm", arguments, (stream, token) => PortablePixmap.ReadAsync(stream, _options, token), cancellationToken)
            .ConfigureAwait(false);
        if (exitCode != 0 || image is null)
        {
            image?.Dispose();
            throw Fault(errorText);
        }

        return new DecodedPage(image, scale < 1 ? full : image.Size);
    }

    /// <summary>At most 1; poppler rounds sizes up, so neither side is smaller than requested.</summary>
    private static double Scale(PageSize full, PageSize? atLeast) =>
        atLeast is { Width: > 0, Height: > 0 } least
            ? Math.Min(1, Math.Max((double)least.Width / full.Width, (double)least.Height / full.Height))
            : 1;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static ImageException Fault(string errorText)
    {
        var cause = new InvalidDataException(errorText);
        return errorText.Contains("Incorrect password", StringComparison.Ordinal)
            ? new ImageException(ImageFault.Encrypted, "The PDF needs a password; send it without one.", cause)
            : ImageException.Undecodable(Format, cause);
    }

    private static async Task<PdfInfo> ReadInfoAsync(
        ToolProcess tool, PdfFile file, int page, CancellationToken cancellationToken)
    {
        (int exitCode, string output, string errorText) = await tool
            .RunAsync("pdfinfo", ["-f", Text(page), "-l", Text(page), file.Path], ReadTextAsync, cancellationToken)
            .ConfigureAwait(false);
        return exitCode == 0 ? PdfInfo.Parse(output) : throw Fault(errorText);
    }

    private static PageSize CheckedSize(PdfInfo info, ImagingOptions options)
    {
        PageSize size = info.At(options.PdfDpi);
        if (size.Pixels <= 0)
        {
            throw ImageException.BrokenHeader(Format);
        }

        options.CheckSize(size);
        return size;
    }

    private static async Task<string> ReadTextAsync(Stream stream, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[MaxInfoLength];
        int read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return Encoding.UTF8.GetString(buffer, 0, read);
    }
}
