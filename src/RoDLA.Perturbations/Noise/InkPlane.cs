using RoDLA.Perturbations.Filters;
using RoDLA.Perturbations.Memory;

namespace RoDLA.Perturbations.Noise;

/// <summary>
/// Uneven ink, ocrodeg's make_multiscale_noise over scales 1, 5, 10 and 50: white noise twice, since the sum begins with the first scale
/// and then adds all, that one included.
/// </summary>
internal static class InkPlane
{
    // Use 0 of the texture's random numbers are the fibres.
    private const uint FirstUse = 1;
    private const float NoiseUnit = 1f / 65536;

    /// <summary>Fills <paramref name="plane"/> with the sum and returns its extremes.</summary>
    public static ValueRange Fill(PerturbationContext context, string name, float[] plane, PageSize size, RowBands bands)
    {
        using var fine = new SplineZoom(context.Stream(name, FirstUse + 2), 5, size.Height, size.Width);
        using var middle = new SplineZoom(context.Stream(name, FirstUse + 3), 10, size.Height, size.Width);
        using var coarse = new SplineZoom(context.Stream(name, FirstUse + 4), 50, size.Height, size.Width);
        var range = new RangeCollector();
        bands.For(size.Height, (first, last) =>
        {
            using var one = new PooledBuffer<ushort>(size.Width);
            using var two = new PooledBuffer<ushort>(size.Width);
            ValueRange found = ValueRange.Empty;
            for (int y = first; y < last; y++)
            {
                context.Stream(name, FirstUse).FillRow(y, one.Span);
                context.Stream(name, FirstUse + 1).FillRow(y, two.Span);
                Span<float> row = plane.AsSpan(y * size.Width, size.Width);
                for (int x = 0; x < row.Length; x++)
                {
                    row[x] = (one.Array[x] + two.Array[x] + 1) * NoiseUnit;
                }

                fine.AddRow(y, row);
                middle.AddRow(y, row);
                coarse.AddRow(y, row);
                found = found.Including(row);
            }

            range.Add(found);
        });
        return range.Whole;
    }
}
