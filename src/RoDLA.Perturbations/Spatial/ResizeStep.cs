using RoDLA.Perturbations.Memory;

namespace RoDLA.Perturbations.Spatial;

/// <summary>The two source pixels of a resized pixel: index of the first, weight of the second in 2¹⁵ths, below 1.</summary>
internal readonly record struct ResizeStep(int Index, short Share)
{
    private const int Bits = 15;

    /// <summary>One step for each pixel of the new line.</summary>
    /// <param name="from">Pixels of the old line.</param>
    /// <param name="to">Pixels of the new line.</param>
    /// <param name="area">The rule of OpenCV's area interpolation when it enlarges, instead of its linear one.</param>
    public static PooledBuffer<ResizeStep> Line(int from, int to, bool area)
    {
        double scale = (double)from / to;
        var steps = new PooledBuffer<ResizeStep>(to);
        for (int i = 0; i < to; i++)
        {
            double position = area ? i * scale : ((i + 0.5) * scale) - 0.5;
            int index = (int)Math.Floor(position);
            double share = area ? (i + 1) - ((index + 1) / scale) : position - index;
            share = area ? Math.Max(0, share) % 1 : share;
            bool inside = index >= 0 && index < from - 1;
            steps.Array[i] = new ResizeStep(
                Math.Clamp(index, 0, from - 1), inside ? (short)Math.Min(short.MaxValue, Math.Round(share * (1 << Bits))) : (short)0);
        }

        return steps;
    }
}
