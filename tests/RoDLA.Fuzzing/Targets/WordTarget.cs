using System.Text;
using RoDLA.Imaging;
using RoDLA.Imaging.Ocr;
using RoDLA.Imaging.Pdf;

namespace RoDLA.Fuzzing.Targets;

/// <summary>The readers of what pdftotext and tesseract print. Every box they return has finite edges: JSON has no others.</summary>
internal sealed class WordTarget : IFuzzTarget
{
    private static readonly PagePart[] Parts = [new PagePart(0, 0, 640, 480), new PagePart(100, 100, 50, 20)];

    public string Name => "words";

    public IReadOnlyList<byte[]> Seeds => Corpus.Words;

    public Task ReadAsync(byte[] input)
    {
        string text = Encoding.UTF8.GetString(input);
        foreach (PageText page in OcrWords.Parse(text, Parts).Append(PdfWords.Parse(text, 200 / 72.0)))
        {
            foreach (PageWord word in page.Lines.SelectMany(line => line))
            {
                if (word.Text.Length == 0 || !float.IsFinite(word.Box.X1 + word.Box.Y1 + word.Box.X2 + word.Box.Y2))
                {
                    throw new InvalidOperationException($"'{word.Text}' {word.Box}");
                }
            }
        }

        return Task.CompletedTask;
    }
}
