namespace RoDLA.Analysis.Charts.Statistics;

/// <summary>
/// How densely the centres of detections lie on a page: a sum of Gaussians (a kernel density estimate), in detections per hundredth of
/// the page.
/// </summary>
internal static class DensityMap
{
    private const int LongSide = 240;

    // Of the page's longer side: neighbouring paragraphs join, columns stay apart.
    private const double Sigma = 0.045;

    // Farther out a Gaussian adds less than 1/90 of its height.
    private const double Reach = 3;

    /// <summary>The density in cells over the page, the first row on top.</summary>
    public static double[,] Of(IReadOnlyList<LayoutElement> elements, PageSize page)
    {
        double cellsPerPixel = (double)LongSide / Math.Max(page.Width, page.Height);
        int columns = Math.Max(2, (int)Math.Round(page.Width * cellsPerPixel));
        int rows = Math.Max(2, (int)Math.Round(page.Height * cellsPerPixel));
        double sigma = Sigma * LongSide;
        double peak = columns * rows / 100.0 / (Math.Tau * sigma * sigma);
        double[,] density = new double[rows, columns];
        foreach (LayoutElement element in elements)
        {
            (int firstColumn, double[] across) = Bell((element.Box.CenterX / page.Width * columns) - 0.5, columns, sigma);
            (int firstRow, double[] down) = Bell((element.Box.CenterY / page.Height * rows) - 0.5, rows, sigma);
            for (int row = 0; row < down.Length; row++)
            {
                for (int column = 0; column < across.Length; column++)
                {
                    density[firstRow + row, firstColumn + column] += peak * down[row] * across[column];
                }
            }
        }

        return density;
    }

    private static (int First, double[] Values) Bell(double place, int cells, double sigma)
    {
        // A centre off the page counts at its border.
        double center = Math.Clamp(place, 0, cells - 1);
        int first = Math.Clamp((int)Math.Ceiling(center - (Reach * sigma)), 0, cells - 1);
        int last = Math.Clamp((int)Math.Floor(center + (Reach * sigma)), first, cells - 1);
        double[] values = new double[last - first + 1];
        for (int i = 0; i < values.Length; i++)
        {
            double distance = (first + i - center) / sigma;
            values[i] = Math.Exp(-distance * distance / 2);
        }

        return (first, values);
    }
}
