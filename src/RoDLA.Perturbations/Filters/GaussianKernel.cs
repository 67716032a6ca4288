namespace RoDLA.Perturbations.Filters;

/// <summary>Weights of a Gaussian, normalised to a sum of 1.</summary>
internal static class GaussianKernel
{
    /// <summary>2 × <paramref name="radius"/> + 1 weights.</summary>
    public static double[] Weights(int radius, double sigma)
    {
        var weights = new double[(2 * radius) + 1];
        for (int i = -radius; i <= radius; i++)
        {
            weights[i + radius] = Math.Exp(-(double)i * i / (2 * sigma * sigma));
        }

        double sum = weights.Sum();
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] /= sum;
        }

        return weights;
    }

    /// <summary>The same in 256ths that add up to 256: rounding errors are carried to the next weight, from the edge inwards.</summary>
    public static ushort[] WeightsIn256ths(int radius, double sigma)
    {
        double[] exact = Weights(radius, sigma);
        var weights = new ushort[exact.Length];
        double lost = 0;
        int left = 256;
        for (int i = 0; i < radius; i++)
        {
            double wanted = (exact[i] * 256) + lost;
            ushort rounded = (ushort)Math.Round(wanted);
            lost = wanted - rounded;
            weights[i] = weights[^(i + 1)] = rounded;
            left -= 2 * rounded;
        }

        weights[radius] = (ushort)left;
        return weights;
    }
}
