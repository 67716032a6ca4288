using RoDLA.Perturbations.Geometry;

namespace RoDLA.Perturbations.Filters;

/// <summary>
/// A Gaussian cut off at ±radius, normalised, as a sum of a few cosines of twice the window's period: k(j) = Σ a(m) cos(m φ j), with
/// φ = π / (2 radius + 1). Least squares over the window; the error stays under 10⁻⁵ of the peak for σ ≥ radius / 2.
/// Such a sum can be slid over a signal at a cost that does not depend on the radius.
/// </summary>
internal sealed class CosineKernel
{
    private const int MostTerms = 4;

    public CosineKernel(int radius, double sigma)
    {
        Radius = radius;
        Step = Math.PI / ((2 * radius) + 1);
        double[] weights = GaussianKernel.Weights(radius, sigma);
        foreach (double weight in weights)
        {
            Power += weight * weight;
        }

        int terms = Math.Min(MostTerms, radius + 1);
        int stride = terms + 1;
        var system = new double[terms * stride];
        for (int j = -radius; j <= radius; j++)
        {
            for (int row = 0; row < terms; row++)
            {
                double basis = Math.Cos(row * Step * j) / weights.Length;
                for (int column = 0; column < terms; column++)
                {
                    system[(row * stride) + column] += basis * Math.Cos(column * Step * j);
                }

                system[(row * stride) + terms] += basis * weights[j + radius];
            }
        }

        // The cosines are linearly independent over the window, so there is always one solution.
        LinearSystem.TrySolve(system, terms);
        Amplitudes = system[..terms];
    }

    public int Radius { get; }

    /// <summary>Sum of the squares of the Gaussian's weights.</summary>
    public double Power { get; }

    /// <summary>φ.</summary>
    public double Step { get; }

    /// <summary>a(0), a(1), ...</summary>
    public double[] Amplitudes { get; }
}
