using System.Globalization;
using System.Text;

namespace RoDLA.Tests.Imaging;

/// <summary>Small PDFs written by hand, with a correct cross-reference table.</summary>
internal static class PdfBytes
{
    private const string Fonts = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> /F2 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >> >>";

    /// <summary>A page: its media box in points, entries to add to its dictionary, and what is drawn.</summary>
    public sealed record Page(double Width, double Height, string Entries = "", string Content = "");

    public static byte[] Of(params Page[] pages) => Write(pages);

    private static byte[] Write(Page[] pages)
    {
        var objects = new List<string>
        {
            "<< /Type /Catalog /Pages 2 0 R >>",
            $"<< /Type /Pages /Count {pages.Length} /Kids [{string.Join(' ', pages.Select((_, i) => $"{3 + (2 * i)} 0 R"))}] >>",
        };
        for (int i = 0; i < pages.Length; i++)
        {
            Page page = pages[i];
            string box = string.Create(CultureInfo.InvariantCulture, $"[0 0 {page.Width} {page.Height}]");
            objects.Add($"<< /Type /Page /Parent 2 0 R /MediaBox {box} /Contents {4 + (2 * i)} 0 R /Resources << {Fonts} >> {page.Entries} >>");
            objects.Add($"<< /Length {page.Content.Length} >>\nstream\n{page.Content}\nendstream");
        }

        var text = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        for (int i = 0; i < objects.Count; i++)
        {
            offsets.Add(text.Length);
            text.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        int start = text.Length;
        text.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (int offset in offsets)
        {
            text.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n");
        }

        text.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Count + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
