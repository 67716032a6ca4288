namespace RoDLA.Perturbations.Memory;

/// <summary>The pixel used in place of one outside the page.</summary>
internal static class Mirror
{
    /// <summary>Mirror without repeating the edge pixel (c b | a b c): period 2n − 2.</summary>
    public static int WithoutEdge(int index, int length)
    {
        if (length == 1)
        {
            return 0;
        }

        int period = 2 * (length - 1);
        int wrapped = ((index % period) + period) % period;
        return wrapped < length ? wrapped : period - wrapped;
    }

    /// <summary>Mirror that repeats the edge pixel (b a | a b c): period 2n.</summary>
    public static int WithEdge(int index, int length)
    {
        int period = 2 * length;
        int wrapped = ((index % period) + period) % period;
        return wrapped < length ? wrapped : period - 1 - wrapped;
    }

    /// <summary>Writes mirrored pixels before and after a row, without repeating the edge pixel.</summary>
    /// <param name="row">The row, with space for <paramref name="radius"/> pixels on either side.</param>
    /// <param name="width">Pixels of the row.</param>
    /// <param name="radius">Pixels to write on either side.</param>
    public static unsafe void Extend<T>(T* row, int width, int radius)
        where T : unmanaged
    {
        for (int k = 1; k <= radius; k++)
        {
            T* left = row + (WithoutEdge(-k, width) * PageImage.Channels);
            T* right = row + (WithoutEdge(width - 1 + k, width) * PageImage.Channels);
            for (int channel = 0; channel < PageImage.Channels; channel++)
            {
                row[(-k * PageImage.Channels) + channel] = left[channel];
                row[((width - 1 + k) * PageImage.Channels) + channel] = right[channel];
            }
        }
    }
}
