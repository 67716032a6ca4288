using RoDLA.Imaging;
using RoDLA.Imaging.Ocr;
using RoDLA.Imaging.Reading;
using RoDLA.Imaging.Scheduling;
using RoDLA.Imaging.Tools;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using Xunit;

namespace RoDLA.Tests.Imaging.Ocr;

public sealed class TextRecognizerTests
{
    private static readonly ImagingOptions Options = new();

    [ToolFact("tesseract", "tesseract-ocr")]
    public async Task RecognizeAsync_PartsOfAPage_HaveTheirWordsWhereTheyAre()
    {
        PdfBytes.Page page = new(
            400, 300, Content: "BT /F1 20 Tf 40 240 Td (Harbour) Tj ET BT /F1 20 Tf 40 200 Td (weather station) Tj ET BT /F1 20 Tf 40 60 Td (Railway) Tj ET");
        OpenDocument document = await new PageReader(Options, TimeProvider.System)
            .OpenAsync(DocumentSource.FromMemory(PdfBytes.Of(page)).AtDpi(200), default);
        using PageImage image = await document.ReadPageAsync(1, new PageDemand(RequestPriority.Interactive, 0), default);
        IReadOnlyList<PageWord> layer = [.. (await document.ReadTextAsync(1, RequestPriority.Interactive, default))!.Lines.SelectMany(l => l)];

        IReadOnlyList<PageText> read = await Recognizer().RecognizeAsync(
            image,
            [new PagePart(80, 80, 700, 240), new PagePart(0, 400, 100, 100), new PagePart(80, 600, 700, 120)],
            "eng",
            RequestPriority.Interactive,
            default);

        Assert.Equal(["Harbour", "weather station"], read[0].Lines.Select(line => string.Join(' ', line.Select(word => word.Text))));
        Assert.True(read[1].IsEmpty);
        Assert.Equal("Railway", Assert.Single(Assert.Single(read[2].Lines)).Text);
        foreach (PageWord word in read.SelectMany(text => text.Lines).SelectMany(line => line))
        {
            // The layer's boxes have the height of the font, those of a recognition that of the letters.
            BoundingBox expected = layer.Single(w => w.Text == word.Text).Box;
            Assert.True(word.Box.ShareInside(expected) > 0.9, $"{word} is not in {expected}");
            Assert.Equal(expected.CenterX, word.Box.CenterX, 6f);
        }
    }

    [ToolFact("tesseract", "tesseract-ocr")]
    public async Task RecognizeAsync_LanguageThatIsNotInstalled_SaysSo()
    {
        using PageImage image = PageImage.Rent(50, 50);
        image.Pixels.Fill(255);

        ImageException refusal = await Assert.ThrowsAsync<ImageException>(
            () => Recognizer().RecognizeAsync(image, [new PagePart(0, 0, 50, 50)], "eng+tlh", RequestPriority.Interactive, default));

        Assert.Equal(ImageFault.ToolMissing, refusal.Fault);
        Assert.Contains("eng+tlh", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_Parts_AreGreyPicturesWithAMargin()
    {
        using PageImage page = PageImage.Rent(30, 20);
        for (int i = 0; i < page.Pixels.Length; i++)
        {
            page.Pixels[i] = (byte)(i * 7);
        }

        PagePart[] parts = [new(3, 2, 10, 5), new(0, 0, 30, 20)];
        using MemoryStream file = new();
        await GrayTiff.WriteAsync(page, parts, file, default);

        // ImageSharp reads frames of one size only, so that each part is a file of its own.
        foreach (PagePart part in parts)
        {
            using MemoryStream one = new();
            await GrayTiff.WriteAsync(page, [part], one, default);
            one.Position = 0;
            using Image<L8> read = await Image.LoadAsync<L8>(one);
            Assert.Equal((part.Width + (2 * GrayTiff.Margin), part.Height + (2 * GrayTiff.Margin)), (read.Width, read.Height));
            Assert.Equal(255, read[0, 0].PackedValue);
            byte[] pixel = [.. page.Row(part.Y + 1).Slice((part.X + 2) * 3, 3)];
            double grey = (0.299 * pixel[0]) + (0.587 * pixel[1]) + (0.114 * pixel[2]);
            Assert.Equal(grey, read[GrayTiff.Margin + 2, GrayTiff.Margin + 1].PackedValue, 1.01);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("level\tpage_num\n5\t9\t1\t1\t1\t1\t1\t1\t1\t1\t90\tword\n5\tx")]
    [InlineData("5\t1\t1\t1\t1\t1\t-1\t1\t1\t1\t90\tword")]
    public void Parse_TableThatIsNone_HasNoWords(string table) =>
        Assert.All(OcrWords.Parse(table, [new PagePart(0, 0, 9, 9)]), text => Assert.True(text.IsEmpty));

    private static TextRecognizer Recognizer() => new(new ToolProcess(Options, TimeProvider.System), Options);
}
