namespace RoDLA.Perturbations.Quality;

/// <summary>Peak signal-to-noise ratios of pages of one size, in dB.</summary>
internal static class Psnr
{
    private const double PeakSquared = 255.0 * 255.0;

    public static double Of(PageImage original, PageImage perturbed)
    {
        ReadOnlySpan<byte> a = original.Pixels;
        ReadOnlySpan<byte> b = perturbed.Pixels;
        long sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            int difference = a[i] - b[i];
            sum += difference * difference;
        }

        return Decibels(sum, a.Length);
    }

    /// <summary>The mean of the three channels, differences and squares taken modulo 256.</summary>
    public static double Wrapping(PageImage original, PageImage perturbed)
    {
        ReadOnlySpan<byte> a = original.Pixels;
        ReadOnlySpan<byte> b = perturbed.Pixels;
        Span<long> sums = stackalloc long[PageImage.Channels];
        sums.Clear();
        for (int i = 0; i < a.Length; i += PageImage.Channels)
        {
            for (int channel = 0; channel < PageImage.Channels; channel++)
            {
                byte difference = unchecked((byte)(a[i + channel] - b[i + channel]));
                sums[channel] += unchecked((byte)(difference * difference));
            }
        }

        double total = 0;
        foreach (long sum in sums)
        {
            total += Decibels(sum, original.Size.Pixels);
        }

        return total / PageImage.Channels;
    }

    private static double Decibels(long squares, long count) =>
        squares == 0 ? double.PositiveInfinity : 10 * Math.Log10(PeakSquared * count / squares);
}
