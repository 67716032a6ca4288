using RoDLA.Imaging;

namespace RoDLA.Tests.Detection;

/// <summary>Pages that are drawn.</summary>
internal static class TestPages
{
    /// <summary>A white page with three paragraphs of dashes, which a layout model detects as text.</summary>
    public static PageImage Paragraphs()
    {
        PageImage page = PageImage.Rent(620, 877);
        page.Pixels.Fill(255);
        for (int y = 80; y < 800; y += 14)
        {
            bool gap = y % 200 < 40;
            for (int line = 0; line < 6 && !gap; line++)
            {
                for (int x = 70; x < 550; x++)
                {
                    if (x % 9 < 6)
                    {
                        page.Row(y + line).Slice(x * 3, 3).Fill(20);
                    }
                }
            }
        }

        return page;
    }
}
