using RoDLA.Perturbations.Memory;

namespace RoDLA.Perturbations.Quality;

/// <summary>
/// Multi-scale structural similarity over the three channels. Source: Wang, Simoncelli, Bovik, "Multiscale structural similarity for image
/// quality assessment", 2003, in the variant of the benchmark's library: contrast at four levels, the whole similarity at the fifth.
/// </summary>
internal static class MultiScaleSimilarity
{
    private static readonly double[] Weights = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333];

    public static double? Of(PageImage original, PageImage perturbed, RowBands bands)
    {
        if (!Reaches(original.Width) || !Reaches(original.Height))
        {
            return null;
        }

        var measure = new StructuralSimilarity(bands);
        var terms = new double[Weights.Length];
        for (int channel = 0; channel < PageImage.Channels; channel++)
        {
            Plane a = Plane.OfChannel(original, channel);
            Plane b = Plane.OfChannel(perturbed, channel);
            for (int level = 0; level < terms.Length; level++)
            {
                using Plane fullA = a, fullB = b;
                (double similarity, double contrast) = measure.Of(a, b);
                bool last = level == terms.Length - 1;
                terms[level] += (last ? similarity : contrast) / PageImage.Channels;
                (a, b) = last ? (a, b) : (a.Halve(), b.Halve());
            }
        }

        return terms.Zip(Weights, Math.Pow).Aggregate((product, term) => product * term);
    }

    private static bool Reaches(int side)
    {
        for (int level = 1; level < Weights.Length; level++)
        {
            side = (side / 2) + (side % 2);
        }

        return side >= StructuralSimilarity.Window;
    }
}
