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
}
