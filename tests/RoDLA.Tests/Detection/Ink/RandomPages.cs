using RoDLA.Imaging;

namespace RoDLA.Tests.Detection.Ink;

/// <summary>Pages of words on lines, areas of other grounds, rules and specks, all by chance; some dark with light print.</summary>
internal static class RandomPages
{
    public static PageImage Draw(int seed)
    {
        Random random = new(seed);
        PageImage page = PageImage.Rent(random.Next(180, 700), random.Next(180, 900));
        return Fill(page, random);
    }

    /// <summary>A page of a given size.</summary>
    public static PageImage Draw(int seed, int width, int height) => Fill(PageImage.Rent(width, height), new Random(seed));

    private static PageImage Fill(PageImage page, Random random)
    {
        byte paper = (byte)(random.Next(4) == 0 ? random.Next(60) : random.Next(170, 256));
        byte print = (byte)(paper < 128 ? random.Next(170, 256) : random.Next(90));
        page.Pixels.Fill(paper);
        Box(page, random.Next(page.Width), random.Next(page.Height), random.Next(120), random.Next(120), (byte)random.Next(256));
        int letter = random.Next(4, 16);
        for (int top = random.Next(5, 40); top < page.Height - 30; top += letter * (random.Next(5) == 0 ? 3 : 2))
        {
            int x = random.Next(10, 60);
            for (int end = page.Width - random.Next(60); x < end; x += letter + (random.Next(6) == 0 ? letter : 2))
            {
                int ascender = random.Next(3) == 0 ? letter / 2 : 0;
                Box(page, x, top - ascender, Math.Max(1, letter - 2), letter + ascender, print);
            }
        }

        Box(page, random.Next(page.Width), random.Next(page.Height), random.Next(page.Width), 2, print);
        for (int i = 0; i < 40; i++)
        {
            Box(page, random.Next(page.Width), random.Next(page.Height), 1, 1, (byte)random.Next(256));
        }

        return page;
    }

    private static void Box(PageImage page, int left, int top, int width, int height, byte level)
    {
        int right = Math.Min(page.Width, left + width);
        for (int y = Math.Max(0, top); y < Math.Min(page.Height, top + height) && left < right; y++)
        {
            page.Row(y)[(left * 3)..(right * 3)].Fill(level);
        }
    }
}
