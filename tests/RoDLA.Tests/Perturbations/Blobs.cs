using RoDLA.Imaging;

namespace RoDLA.Tests.Perturbations;

/// <summary>Connected pixels (by side or corner) of one grey level.</summary>
internal static class Blobs
{
    public static int[] Areas(PageImage page, byte level)
    {
        bool[] open = new bool[page.Width * page.Height];
        for (int i = 0; i < open.Length; i++)
        {
            open[i] = page.Pixels[i * PageImage.Channels] == level;
        }

        List<int> areas = [];
        for (int i = 0; i < open.Length; i++)
        {
            if (open[i])
            {
                areas.Add(Flood(open, i, page.Width, page.Height));
            }
        }

        return [.. areas];
    }

    private static int Flood(bool[] open, int start, int width, int height)
    {
        var queue = new Queue<int>([start]);
        open[start] = false;
        int area = 0;
        while (queue.TryDequeue(out int at))
        {
            area++;
            for (int y = Math.Max(0, (at / width) - 1); y <= Math.Min(height - 1, (at / width) + 1); y++)
            {
                for (int x = Math.Max(0, (at % width) - 1); x <= Math.Min(width - 1, (at % width) + 1); x++)
                {
                    if (open[(y * width) + x])
                    {
                        open[(y * width) + x] = false;
                        queue.Enqueue((y * width) + x);
                    }
                }
            }
        }

        return area;
    }
}
