using RoDLA.Imaging;

namespace RoDLA.Benchmarks.Imaging;

/// <summary>A page that compresses as a page of text does.</summary>
internal static class TextPage
{
    /// <summary>Words of dark strokes in lines, white margins, and a grey picture in the middle.</summary>
    public static PageImage Draw(int width, int height)
    {
        PageImage page = PageImage.Rent(width, height);
        page.Pixels.Fill(255);
        var random = new Random(1);
        int margin = width / 10;
        for (int line = margin; line < height - margin; line += 50)
        {
            for (int x = margin; x < width - margin; x += 4 + random.Next(14))
            {
                int top = line + random.Next(12);
                for (int y = top; y < Math.Min(line + 32, height); y++)
                {
                    page.Row(y).Slice(3 * x, 3 * (2 + random.Next(2))).Fill((byte)random.Next(60));
                }
            }
        }

        for (int y = height / 3; y < height / 2; y++)
        {
            Span<byte> row = page.Row(y);
            for (int x = 3 * margin; x < 3 * (width - margin); x++)
            {
                row[x] = (byte)(((x / 9) + (y / 2)) & 0xFF);
            }
        }

        return page;
    }
}
