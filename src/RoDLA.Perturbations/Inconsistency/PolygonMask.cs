namespace RoDLA.Perturbations.Inconsistency;

/// <summary>Fills polygons by the even-odd rule on the lines through pixel centres, which lie at whole coordinates.</summary>
internal static class PolygonMask
{
    /// <summary>Writes 0 inside and 255 outside; returns the number of pixels inside.</summary>
    public static long Draw(ReadOnlySpan<(int X, int Y)> corners, PageSize size, Span<byte> mask)
    {
        mask.Fill(byte.MaxValue);
        Span<double> crossings = stackalloc double[corners.Length];
        long inside = 0;
        for (int y = 0; y < size.Height; y++)
        {
            int count = Crossings(corners, y, crossings);
            for (int i = 0; i + 1 < count; i += 2)
            {
                int left = Math.Max(0, (int)Math.Floor(crossings[i] + 0.5));
                int right = Math.Min(size.Width - 1, (int)Math.Ceiling(crossings[i + 1] - 0.5));
                if (left <= right)
                {
                    mask.Slice((y * size.Width) + left, right - left + 1).Clear();
                    inside += right - left + 1;
                }
            }
        }

        return inside;
    }

    private static int Crossings(ReadOnlySpan<(int X, int Y)> corners, int y, Span<double> crossings)
    {
        int count = 0;
        for (int i = 0; i < corners.Length; i++)
        {
            (int x0, int y0) = corners[i];
            (int x1, int y1) = corners[(i + 1) % corners.Length];
            if (y0 != y1 && y >= Math.Min(y0, y1) && y < Math.Max(y0, y1))
            {
                crossings[count++] = x0 + ((double)(y - y0) * (x1 - x0) / (y1 - y0));
            }
        }

        crossings[..count].Sort();
        return count;
    }
}
