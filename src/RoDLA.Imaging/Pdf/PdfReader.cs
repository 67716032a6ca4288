using System.Globalization;
using System.Text;
using RoDLA.Imaging.Decoding;
using RoDLA.Imaging.Formats;

namespace RoDLA.Imaging.Pdf;

/// <summary>Reads PDF through poppler's pdfinfo and pdftoppm, so that a crash in a hostile file stays in a child process.</summary>
internal sealed class PdfReader(ImagingOptions options, TimeProvider time)
{
    private const string Format = "PDF";
    private const int LongestInfo = 256 * 1024;
    private readonly PageLimits _limits = new(options);
    private readonly ToolProcess _tool = new(options.PdfMemoryMiB * 1024L * 1024L, options.PdfTimeout, time);

    /// <summary>Page count and size of the first page.</summary>
    public async Task<DocumentInfo> InspectAsync(DocumentSource source, CancellationToken cancellationToken)
    {
        using PdfFile file = await PdfFile.OpenAsync(source, cancellationToken).ConfigureAwait(false);
        PdfInfo info = await AskAsync(file, page: 1, cancellationToken).ConfigureAwait(false);
        if (info.PageCount < 1)
        {
            throw new ImageException(ImageFault.Undecodable, "The PDF has no pages.");
        }

        if (info.PageCount > options.MaxPages)
        {
            throw ImageFaults.TooManyPages(options.MaxPages);
        }

        return new DocumentInfo(ImageFormat.Pdf, CheckedSize(info), info.PageCount, source.Length);
    }

    /// <summary>Renders one page, as large as <paramref name="atLeast"/> asks when that is smaller than the page.</summary>
    public async Task<DecodedPage> ReadAsync(
        DocumentSource source, DocumentInfo document, int page, PageSize? atLeast, CancellationToken cancellationToken)
    {
        using PdfFile file = await PdfFile.OpenAsync(source, cancellationToken).ConfigureAwait(false);
        PageSize full = page == 1
            ? document.FirstPage
            : CheckedSize(await AskAsync(file, page, cancellationToken).ConfigureAwait(false));
        double scale = Scale(full, atLeast);
        string[] arguments =
        [
            "-f", Text(page), "-l", Text(page), "-singlefile", "-cropbox",
            "-r", (options.PdfDpi * scale).ToString("F6", CultureInfo.InvariantCulture),
            "-x", "0", "-y", "0", "-W", Text(full.Width), "-H", Text(full.Height),
            file.Path,
        ];
        ToolResult<PageImage?> result = await _tool
            .RunAsync("pdftoppm", arguments, (stream, token) => PortablePixmap.ReadAsync(stream, _limits, token), cancellationToken)
            .ConfigureAwait(false);
        if (result is not { ExitCode: 0, Output: { } image })
        {
            result.Output?.Dispose();
            throw Fault(result.ErrorText);
        }

        return new DecodedPage(image, scale < 1 ? full : image.Size);
    }

    /// <summary>At most 1; poppler rounds up, so that neither side comes out smaller than asked.</summary>
    private static double Scale(PageSize full, PageSize? atLeast) =>
        atLeast is { Width: > 0, Height: > 0 } least
            ? Math.Min(1, Math.Max((double)least.Width / full.Width, (double)least.Height / full.Height))
            : 1;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static ImageException Fault(string errorText)
    {
        var cause = new InvalidDataException(errorText);
        return errorText.Contains("Incorrect password", StringComparison.Ordinal)
            ? new ImageException(ImageFault.Encrypted, "The PDF asks for a password; send it without one.", cause)
            : ImageFaults.Undecodable(Format, cause);
    }

    private async Task<PdfInfo> AskAsync(PdfFile file, int page, CancellationToken cancellationToken)
    {
        ToolResult<string> result = await _tool
            .RunAsync("pdfinfo", ["-f", Text(page), "-l", Text(page), file.Path], ReadTextAsync, cancellationToken)
            .ConfigureAwait(false);
        return result.ExitCode == 0 ? PdfInfo.Parse(result.Output) : throw Fault(result.ErrorText);
    }

    private PageSize CheckedSize(PdfInfo info)
    {
        PageSize size = info.At(options.PdfDpi);
        if (size.Pixels <= 0)
        {
            throw ImageFaults.BrokenHeader(Format);
        }

        _limits.Check(size);
        return size;
    }

    private static async Task<string> ReadTextAsync(Stream stream, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[LongestInfo];
        int read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return Encoding.UTF8.GetString(buffer, 0, read);
    }
}
