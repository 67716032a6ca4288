using RoDLA.Imaging;
using RoDLA.Imaging.Pdf;
using RoDLA.Imaging.Scheduling;
using Xunit;

namespace RoDLA.Tests.Imaging;

/// <summary>Words of a PDF in the pixels of its pages.</summary>
public sealed class PdfTextTests
{
    [ToolTheory("pdftotext", "poppler-utils")]
    [InlineData("", 72)]
    [InlineData("", 150)]
    [InlineData("/Rotate 90", 150)]
    [InlineData("/Rotate 180", 100)]
    [InlineData("/Rotate 270", 150)]
    [InlineData("/CropBox [50 100 350 500]", 150)]
    [InlineData("/CropBox [50 100 350 500] /Rotate 90", 150)]
    [InlineData("/CropBox [900 900 950 950]", 150)]
    public async Task ReadTextAsync_AnyPage_BoxesHoldTheInk(string entries, int dpi)
    {
        PdfBytes.Page page = new(400, 600, entries, "BT /F1 20 Tf 100 200 Td (HHHH) Tj ET");
        OpenDocument document = await new RoDLA.Imaging.Reading.PageReader(new ImagingOptions(), TimeProvider.System)
            .OpenAsync(DocumentSource.FromMemory(PdfBytes.Of(page)).AtDpi(dpi), default);

        using PageImage image = await document.ReadPageAsync(1, new PageDemand(RequestPriority.Interactive, 0), default);
        PageText text = (await document.ReadTextAsync(1, RequestPriority.Interactive, default))!;

        PageWord word = Assert.Single(Assert.Single(text.Lines));
        Assert.Equal("HHHH", word.Text);
        BoundingBox ink = Ink(image);
        float pixel = 1.5f;
        Assert.True(
            ink.X1 >= word.Box.X1 - pixel && ink.Y1 >= word.Box.Y1 - pixel && ink.X2 <= word.Box.X2 + pixel && ink.Y2 <= word.Box.Y2 + pixel,
            $"{ink} is not in {word.Box}");
        Assert.True(ink.IoU(word.Box) > 0.6, $"{ink} is not {word.Box}");
    }

    [ToolFact("pdftotext", "poppler-utils")]
    public async Task ReadTextAsync_PageWithoutText_HasNoWords()
    {
        OpenDocument document = await new RoDLA.Imaging.Reading.PageReader(new ImagingOptions(), TimeProvider.System)
            .OpenAsync(DocumentSource.FromMemory(PdfBytes.Of(new PdfBytes.Page(100, 100))), default);
        Assert.True((await document.ReadTextAsync(1, RequestPriority.Interactive, default))!.IsEmpty);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("<html><line><word xMin=\"1\" yMin=\"2\" xMax=\"3\" yMax=\"4\">a&amp;b</word><word xMin=\"5\" yMin=\"2\" xMax=\"6\" yMax=\"4\">c</word></line></html>", "a&b c")]
    [InlineData("<html><line>\n<word xMin=\"1\" yMin=\"2\" xMax=\"3\" yMax=\"4\">a\u0001b</word>\n</line><line><word xMin=\"1\" ", "a b")]
    [InlineData("<html><line><word xMin=\"1\" yMin=\"2\" xMax=\"3\" yMax=\"4\">a</word><word xMin=\"x\">b</word></line></html>", "a")]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><html><line><word xMin=\"1\" yMin=\"2\" xMax=\"3\" yMax=\"4\">&e;</word></line></html>", "")]
    public void Parse_AnyOutput_HasTheWordsUpToABreak(string output, string expected)
    {
        PageText text = PdfWords.Parse(output, scale: 2);
        Assert.Equal(expected, string.Join(' ', text.Lines.SelectMany(line => line).Select(word => word.Text)));
        Assert.All(text.Lines.SelectMany(line => line).Take(1), word => Assert.Equal(new BoundingBox(2, 4, 6, 8), word.Box));
    }

    private static BoundingBox Ink(PageImage image)
    {
        (int x1, int y1, int x2, int y2) = (image.Width, image.Height, 0, 0);
        for (int y = 0; y < image.Height; y++)
        {
            for (int x = 0; x < image.Width; x++)
            {
                if (image.Row(y)[x * PageImage.Channels] < 128)
                {
                    (x1, y1, x2, y2) = (Math.Min(x1, x), Math.Min(y1, y), Math.Max(x2, x + 1), Math.Max(y2, y + 1));
                }
            }
        }

        return new BoundingBox(x1, y1, x2, y2);
    }
}
