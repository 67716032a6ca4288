using System.Globalization;
using RoDLA.Imaging.Scheduling;
using RoDLA.Imaging.Tools;

namespace RoDLA.Imaging.Pdf;

/// <summary>A PDF, read by poppler's pdfinfo, pdftoppm and pdftotext in child processes: a hostile file can crash only the child.</summary>
internal sealed class PdfDocument : OpenDocument
{
    private const string Format = "PDF";
    private const int MaxInfoLength = 256 * 1024;
    private const int MaxTextLength = 16 * 1024 * 1024;
    private readonly DocumentSource _source;
    private readonly PdfInfo _firstPage;
    private readonly ToolProcess _tool;
    private readonly ImagingOptions _options;
    private readonly PixelBudget _budget;

    private PdfDocument(DocumentSource source, PdfInfo firstPage, ToolProcess tool, ImagingOptions options, PixelBudget budget)
        : base(new DocumentInfo(
            ImageFormat.Pdf,
            firstPage.At(firstPage.Resolution(source.PdfDpi ?? options.PdfDpi, options)),
            firstPage.PageCount,
            source.Length))
    {
        _source = source;
        _firstPage = firstPage;
        _tool = tool;
        _options = options;
        _budget = budget;
    }

    /// <summary>Reads the page count and the size of the first page.</summary>
    /// <exception cref="ImageException">The document is broken, encrypted or over a limit.</exception>
    public static async Task<PdfDocument> OpenAsync(
        DocumentSource source, ToolProcess tool, ImagingOptions options, PixelBudget budget, CancellationToken cancellationToken)
    {
        using PdfFile file = await PdfFile.OpenAsync(source, cancellationToken).ConfigureAwait(false);
        PdfInfo info = await ReadInfoAsync(
            tool, options, (file, 1), RequestPriority.Interactive, cancellationToken).ConfigureAwait(false);
        if (info.PageCount < 1)
        {
            throw new ImageException(ImageFault.Undecodable, "The PDF has no pages.");
        }

        if (info.PageCount > options.MaxPages)
        {
            throw ImageException.TooManyPages(options.MaxPages);
        }

        return new PdfDocument(source, info, tool, options, budget);
    }

    /// <summary>Renders one page.</summary>
    protected override async ValueTask<PageImage> DecodeAsync(int page, PageDemand demand, CancellationToken cancellationToken)
    {
        using PdfFile file = await PdfFile.OpenAsync(_source, cancellationToken).ConfigureAwait(false);
        PdfInfo info = await InfoOfAsync(file, page, demand.Priority, cancellationToken).ConfigureAwait(false);
        double dpi = info.Resolution(WantedDpi, _options);

        // The tool has the page in memory too.
        demand = demand with { Copies = Math.Max(1, demand.Copies) };
        AdmissionGate.Lease room = await _budget.TakeAsync(info.At(dpi), demand, cancellationToken).ConfigureAwait(false);
        try
        {
            PageImage image = await RenderAsync(Arguments(file, page, info, dpi), demand.Priority, cancellationToken).ConfigureAwait(false);
            image.Notes = dpi < WantedDpi ? [ReducedNote(dpi, WantedDpi)] : [];
            return image.WithRoom(room);
        }
        catch
        {
            room.Dispose();
            throw;
        }
    }

    /// <summary>Reads the words of one page.</summary>
    protected override async ValueTask<PageText?> ReadLayerAsync(int page, RequestPriority priority, CancellationToken cancellationToken)
    {
        using PdfFile file = await PdfFile.OpenAsync(_source, cancellationToken).ConfigureAwait(false);
        PdfInfo info = await InfoOfAsync(file, page, priority, cancellationToken).ConfigureAwait(false);
        string[] arguments =
        [
            "-bbox-layout", "-f", Text(page), "-l", Text(page), .. info.IsCropped ? new[] { "-cropbox" } : [], file.Path, "-",
        ];
        (int exitCode, string output, string errorText) = await _tool.RunAsync(
            ToolCommand.Poppler("pdftotext", arguments, _options),
            (stream, token) => ReadTextAsync(stream, MaxTextLength, token),
            priority,
            cancellationToken).ConfigureAwait(false);
        return exitCode == 0
            ? PdfWords.Parse(output, info.Resolution(WantedDpi, _options) / PdfInfo.PointsPerInch)
            : throw Fault(errorText);
    }

    private int WantedDpi => _source.PdfDpi ?? _options.PdfDpi;

    private async ValueTask<PdfInfo> InfoOfAsync(PdfFile file, int page, RequestPriority priority, CancellationToken cancellationToken) =>
        page == 1
            ? _firstPage
            : await ReadInfoAsync(_tool, _options, (file, page), priority, cancellationToken).ConfigureAwait(false);

    private string ReducedNote(double dpi, int wanted) => string.Create(
        CultureInfo.InvariantCulture,
        $"The page was rendered at {dpi:0.##} dots an inch instead of {wanted}, to stay within {_options.MaxSidePixels} pixels a side and "
            + $"{_options.MaxPixels} in all.");

    private static IEnumerable<string> Arguments(PdfFile file, int page, PdfInfo info, double dpi)
    {
        PageSize size = info.At(dpi);
        return
        [
            "-f", Text(page), "-l", Text(page), "-singlefile", .. info.IsCropped ? new[] { "-cropbox" } : [],
            "-r", dpi.ToString("0.##", CultureInfo.InvariantCulture),
            "-x", "0", "-y", "0", "-W", Text(size.Width), "-H", Text(size.Height),
            file.Path,
        ];
    }

    private async Task<PageImage> RenderAsync(IEnumerable<string> arguments, RequestPriority priority, CancellationToken cancellationToken)
    {
        (int exitCode, PageImage? image, string errorText) = await _tool
            .RunAsync(
                ToolCommand.Poppler("pdftoppm", arguments, _options),
                (stream, token) => PortablePixmap.ReadAsync(stream, _options, token),
                priority,
                cancellationToken)
            .ConfigureAwait(false);
        if (exitCode == 0 && image is not null)
        {
            return image;
        }

        image?.Dispose();
        throw Fault(errorText);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static ImageException Fault(string errorText)
    {
        var cause = new InvalidDataException(errorText);
        return errorText.Contains("Incorrect password", StringComparison.Ordinal)
            ? new ImageException(ImageFault.Encrypted, "The PDF needs a password; send it without one.", cause)
            : ImageException.Undecodable(Format, cause);
    }

    private static async Task<PdfInfo> ReadInfoAsync(
        ToolProcess tool,
        ImagingOptions options,
        (PdfFile File, int Number) page,
        RequestPriority priority,
        CancellationToken cancellationToken)
    {
        string[] arguments = ["-box", "-f", Text(page.Number), "-l", Text(page.Number), page.File.Path];
        (int exitCode, string output, string errorText) = await tool.RunAsync(
            ToolCommand.Poppler("pdfinfo", arguments, options),
            (stream, token) => ReadTextAsync(stream, MaxInfoLength, token),
            priority,
            cancellationToken).ConfigureAwait(false);
        PdfInfo info = exitCode == 0 ? PdfInfo.Parse(output) : throw Fault(errorText);
        return info.PageCount < 1 || info is { Width: > 0, Height: > 0 } ? info : throw ImageException.BrokenHeader(Format);
    }

    /// <summary>The output as text, up to a length.</summary>
    private static async Task<string> ReadTextAsync(Stream stream, int maxLength, CancellationToken cancellationToken)
    {
        byte[] buffer = LargeArrayPool.Shared.Rent<byte>(maxLength);
        try
        {
            int read = await stream.ReadAtLeastAsync(buffer.AsMemory(0, maxLength), maxLength, throwOnEndOfStream: false, cancellationToken)
                .ConfigureAwait(false);
            return Encoding.UTF8.GetString(buffer, 0, read);
        }
        finally
        {
            LargeArrayPool.Shared.Return(buffer);
        }
    }
}
