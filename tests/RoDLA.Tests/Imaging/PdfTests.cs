using RoDLA.Imaging;
using RoDLA.Imaging.Reading;
using Xunit;

namespace RoDLA.Tests.Imaging;

public sealed class PdfTests
{
    private const string Tool = "pdftoppm";
    private const string Package = "poppler-utils";

    /// <summary>A red block in the lower left quarter of a page of 2 by 1 inches.</summary>
    private static readonly PdfBytes.Page Landscape = new(144, 72, Content: "1 0 0 rg 0 0 72 36 re f");

    [ToolFact(Tool, Package)]
    public async Task ReadPageAsync_Page_IsRenderedAtTheSetResolution()
    {
        DocumentSource source = DocumentSource.FromMemory(PdfBytes.Of(Landscape, new PdfBytes.Page(100, 200)));
        DocumentInfo info = (await Reading.Reader().OpenAsync(source, CancellationToken.None)).Info;
        using PageImage page = await Reading.ReadAsync(source);

        Assert.Equal(new DocumentInfo(ImageFormat.Pdf, new PageSize(300, 150), 2, source.Length), info);
        Assert.Equal(new PageSize(300, 150), page.Size);
        AssertRed(page, 20, 130);
        AssertWhite(page, 280, 130);
        AssertWhite(page, 20, 20);
    }

    [ToolFact(Tool, Package)]
    public async Task ReadPageAsync_SecondPage_HasItsOwnSize()
    {
        DocumentSource source = DocumentSource.FromMemory(PdfBytes.Of(Landscape, new PdfBytes.Page(100, 200)));
        using PageImage page = await Reading.ReadAsync(source, page: 2);
        Assert.Equal(new PageSize(209, 417), page.Size);
    }

    [ToolFact(Tool, Package)]
    public async Task ReadPageAsync_RotatedPage_IsUpright()
    {
        using PageImage page = await Reading.ReadAsync(DocumentSource.FromMemory(PdfBytes.Of(Landscape with { Entries = "/Rotate 90" })));
        Assert.Equal(new PageSize(150, 300), page.Size);
        AssertRed(page, 20, 20);
        AssertWhite(page, 130, 20);
        AssertWhite(page, 20, 280);
    }

    [ToolFact(Tool, Package)]
    public async Task ReadPageAsync_CropBox_ShowsOnlyThatPart()
    {
        PdfBytes.Page cropped = Landscape with { Entries = "/CropBox [36 0 108 72]" };
        using PageImage page = await Reading.ReadAsync(DocumentSource.FromMemory(PdfBytes.Of(cropped)));
        Assert.Equal(new PageSize(150, 150), page.Size);
        AssertRed(page, 5, 145);
        AssertWhite(page, 145, 145);
    }

    [ToolFact(Tool, Package)]
    public async Task ReadPageAsync_ManyPageSizes_MatchTheHeader()
    {
        var random = new Random(7);
        PdfBytes.Page[] pages = [.. Enumerable.Range(0, 12).Select(_ => new PdfBytes.Page(
            20 + Math.Round(400 * random.NextDouble(), 3), 20 + Math.Round(400 * random.NextDouble(), 3)))];
        DocumentSource source = DocumentSource.FromMemory(PdfBytes.Of(pages));
        for (int number = 1; number <= pages.Length; number++)
        {
            using PageImage page = await Reading.ReadAsync(source, number);
            Assert.InRange(page.Size.Width, (pages[number - 1].Width * 150 / 72) - 0.05, (pages[number - 1].Width * 150 / 72) + 1);
            Assert.InRange(page.Size.Height, (pages[number - 1].Height * 150 / 72) - 0.05, (pages[number - 1].Height * 150 / 72) + 1);
        }
    }

    [ToolFact(Tool, Package)]
    public async Task OpenAsync_NoPages_IsUndecodable() =>
        Assert.Equal(ImageFault.Undecodable, (await Reading.RefusedAsync(DocumentSource.FromMemory(PdfBytes.Of()))).Fault);

    [ToolFact(Tool, Package)]
    public async Task OpenAsync_OnlyTheSignature_IsUndecodable() =>
        Assert.Equal(
            ImageFault.Undecodable, (await Reading.RefusedAsync(DocumentSource.FromMemory("%PDF-1.7\nnothing else"u8.ToArray()))).Fault);

    [ToolFact(Tool, Package)]
    public async Task OpenAsync_PasswordToRead_IsEncrypted() =>
        Assert.Equal(ImageFault.Encrypted, (await Reading.RefusedAsync(Fixture.Source("pdf-encrypted.pdf"))).Fault);

    [ToolFact(Tool, Package)]
    public async Task ReadPageAsync_PasswordToChangeOnly_IsRead()
    {
        using PageImage page = await Reading.ReadAsync(DocumentSource.FromFile(Fixture.PathOf("pdf-owner-password.pdf")));
        Assert.Equal(new PageSize(300, 150), page.Size);
    }

    [ToolFact(Tool, Package)]
    public async Task ReadPageAsync_PageOverTheLimits_IsRenderedAtFewerDotsAndSaysSo()
    {
        DocumentSource source = DocumentSource.FromMemory(PdfBytes.Of(
            new PdfBytes.Page(3456, 5184), Landscape, new PdfBytes.Page(14400, 300), new PdfBytes.Page(14400, 14400)));
        PageReader reader = Reading.Reader(options => (options.MaxSidePixels, options.MaxPixels) = (1024, 500_000));
        OpenDocument document = await reader.OpenAsync(source, CancellationToken.None);

        using PageImage poster = await document.ReadPageAsync(1, default, CancellationToken.None);
        using PageImage small = await document.ReadPageAsync(2, default, CancellationToken.None);
        using PageImage strip = await document.ReadPageAsync(3, default, CancellationToken.None);
        using PageImage square = await document.ReadPageAsync(4, default, CancellationToken.None);

        Assert.Equal(document.Info.FirstPage, poster.Size);
        Assert.InRange(poster.Size.Pixels, 480_000, 500_000);
        Assert.StartsWith("The page was rendered at 12.0", Assert.Single(poster.Notes), StringComparison.Ordinal);
        Assert.Equal(new PageSize(300, 150), small.Size);
        Assert.Empty(small.Notes);
        Assert.InRange(strip.Width, 1000, 1024);
        Assert.InRange(square.Size.Pixels, 480_000, 500_000);
    }

    [ToolFact(Tool, Package)]
    public async Task ReadPageAsync_CropBoxBesideTheMediaBox_TheMediaBoxCounts()
    {
        PdfBytes.Page[] pages =
        [
            Landscape with { Entries = "/CropBox [144 72 300 300]" },
            Landscape with { Entries = "/CropBox [500 500 600 600] /Rotate 90" },
            Landscape with { Entries = "/CropBox [36 0 36 72]" },
        ];
        DocumentSource source = DocumentSource.FromMemory(PdfBytes.Of(pages));
        for (int number = 1; number <= pages.Length; number++)
        {
            using PageImage page = await Reading.ReadAsync(source, number);
            Assert.Equal(number == 2 ? new PageSize(150, 300) : new PageSize(300, 150), page.Size);
            AssertRed(page, 20, number == 2 ? 20 : 130);
        }
    }

    [ToolFact(Tool, Package)]
    public async Task ReadPageAsync_UserUnit_DoesNotCount()
    {
        // 85 inches wide on paper.
        PdfBytes.Page large = new(612, 792, Entries: "/UserUnit 10");
        using PageImage page = await Reading.ReadAsync(DocumentSource.FromMemory(PdfBytes.Of(large)).AtDpi(72));

        Assert.Equal(new PageSize(612, 792), page.Size);
        Assert.Empty(page.Notes);
    }

    [ToolFact(Tool, Package)]
    public async Task ReadPageAsync_DpiOfTheRequest_Counts()
    {
        using PageImage page = await Reading.ReadAsync(DocumentSource.FromMemory(PdfBytes.Of(Landscape)).AtDpi(72));
        Assert.Equal(new PageSize(144, 72), page.Size);
        AssertRed(page, 10, 60);
    }

    [ToolFact(Tool, Package)]
    public async Task OpenAsync_201Pages_IsRefused() =>
        Assert.Equal(
            ImageFault.TooManyPages,
            (await Reading.RefusedAsync(DocumentSource.FromMemory(PdfBytes.Of([.. Enumerable.Repeat(Landscape, 201)])))).Fault);

    [ToolFact(Tool, Package)]
    public async Task ReadPageAsync_SlowPage_EndsAtTheTimeLimitAndLeavesNothing()
    {
        ImagingOptions limits = new();
        PageReader reader = Reading.Reader(options => limits = options);
        DocumentSource source = DocumentSource.FromMemory(PdfBytes.Of(Slow()));
        OpenDocument document = await reader.OpenAsync(source, CancellationToken.None);

        // Only now: on a busy machine the size of the page may take longer.
        limits.PdfTimeout = TimeSpan.FromSeconds(1);
        long start = TimeProvider.System.GetTimestamp();
        ImageException refused = await Assert.ThrowsAsync<ImageException>(
            async () => await document.ReadPageAsync(1, default, CancellationToken.None));

        Assert.Equal(ImageFault.TooSlow, refused.Fault);
        Assert.Contains("longer than 1 s", refused.Message, StringComparison.Ordinal);
        Assert.InRange(TimeProvider.System.GetElapsedTime(start).TotalSeconds, 0.9, 15);
        Assert.Empty(TemporaryCopies(source));
    }

    [ToolFact(Tool, Package)]
    public async Task ReadPageAsync_Cancelled_KillsTheTool()
    {
        PageReader reader = Reading.Reader();
        DocumentSource source = DocumentSource.FromMemory(PdfBytes.Of(Slow()));
        OpenDocument document = await reader.OpenAsync(source, CancellationToken.None);
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        long start = TimeProvider.System.GetTimestamp();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await document.ReadPageAsync(1, default, cancel.Token));

        Assert.InRange(TimeProvider.System.GetElapsedTime(start).TotalSeconds, 0, 10);
        Assert.Empty(TemporaryCopies(source));
    }

    /// <summary>A page with some hundred thousand fill operations.</summary>
    private static PdfBytes.Page Slow() =>
        new(1400, 1400, Content: string.Concat(Enumerable.Repeat("0 0 1400 1400 re f 0 0 m 1400 1400 l S\n", 60_000)));

    /// <summary>Other tests may have temporary files at the same time; none has this length.</summary>
    private static IEnumerable<FileInfo> TemporaryCopies(DocumentSource source) =>
        new DirectoryInfo(Path.GetTempPath()).EnumerateFiles("rodla-*.pdf").Where(file => file.Exists && file.Length == source.Length);

    private static void AssertRed(PageImage page, int x, int y) => AssertPixel(page, x, y, 255, 0, 0);

    private static void AssertWhite(PageImage page, int x, int y) => AssertPixel(page, x, y, 255, 255, 255);

    private static void AssertPixel(PageImage page, int x, int y, byte red, byte green, byte blue) =>
        Assert.Equal([red, green, blue], page.Row(y).Slice(3 * x, 3).ToArray());
}
