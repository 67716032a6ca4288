using RoDLA.Perturbations.Memory;

namespace RoDLA.Perturbations.Quality;

/// <summary>
/// Complex-wavelet structural similarity on the coarsest of four levels. Source: Sampat, Wang, Gupta, Bovik, Markey, "Complex wavelet
/// structural similarity", 2009.
/// </summary>
internal static class WaveletSimilarity
{
    private const int Window = 7;
    private const int LeastSide = 64;
    private const double Tiny = 1e-12;

    public static double? Of(PageImage original, PageImage perturbed, RowBands bands)
    {
        if (Math.Min(original.Width, original.Height) < LeastSide)
        {
            return null;
        }

        var pyramid = new SteerablePyramid(original.Size, bands);
        Complex[] x = pyramid.Spectrum(original);
        Complex[] y = pyramid.Spectrum(perturbed);
        var scores = new double[SteerableMasks.Orientations];
        bands.For(scores.Length, 1, (first, _) =>
            scores[first] = Score(pyramid.Band(x, first), pyramid.Band(y, first), pyramid.Rows, pyramid.Columns));
        return scores.Average();
    }

    /// <summary>The mean over all windows, those in the middle counting more.</summary>
    private static double Score(Complex[] x, Complex[] y, int rows, int columns)
    {
        (int high, int wide) = (rows - Window + 1, columns - Window + 1);
        double spread = 2 * (rows / 4.0) * (rows / 4.0);
        double sum = 0;
        double weights = 0;
        for (int row = 0; row < high; row++)
        {
            double down = row - ((high - 1) / 2.0);
            for (int column = 0; column < wide; column++)
            {
                double across = column - ((wide - 1) / 2.0);
                double weight = Math.Exp(-((down * down) + (across * across)) / spread);
                sum += weight * Similarity(x, y, columns, row, column);
                weights += weight;
            }
        }

        return sum / weights;
    }

    private static double Similarity(Complex[] x, Complex[] y, int columns, int row, int column)
    {
        (double real, double imaginary, double energy) = (0, 0, 0);
        for (int i = 0; i < Window; i++)
        {
            int start = ((row + i) * columns) + column;
            for (int j = start; j < start + Window; j++)
            {
                (Complex a, Complex b) = (x[j], y[j]);
                real += (a.Real * b.Real) + (a.Imaginary * b.Imaginary);
                imaginary += (a.Imaginary * b.Real) - (a.Real * b.Imaginary);
                energy += (a.Real * a.Real) + (a.Imaginary * a.Imaginary) + (b.Real * b.Real) + (b.Imaginary * b.Imaginary);
            }
        }

        const double Samples = Window * Window;
        (real, imaginary, energy) = (real / Samples, imaginary / Samples, energy / Samples);
        return energy == 0 ? 1 : 2 * Math.Sqrt((real * real) + (imaginary * imaginary) + Tiny) / energy;
    }
}
