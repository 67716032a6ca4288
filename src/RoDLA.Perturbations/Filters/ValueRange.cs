using System.Runtime.InteropServices;

namespace RoDLA.Perturbations.Filters;

/// <summary>Minimum and maximum of some values.</summary>
internal readonly record struct ValueRange(float Least, float Greatest)
{
    public static ValueRange Empty => new(float.PositiveInfinity, float.NegativeInfinity);

    /// <summary>Maximum minus minimum; 0 for a constant.</summary>
    public float Extent => Greatest - Least;

    public ValueRange Including(ValueRange other) => new(Math.Min(Least, other.Least), Math.Max(Greatest, other.Greatest));

    public ValueRange Including(ReadOnlySpan<float> values)
    {
        (float least, float greatest) = (Least, Greatest);
        ReadOnlySpan<Vector256<float>> vectors = MemoryMarshal.Cast<float, Vector256<float>>(values);
        if (vectors.Length > 0)
        {
            (Vector256<float> low, Vector256<float> high) = (vectors[0], vectors[0]);
            foreach (Vector256<float> vector in vectors)
            {
                low = Vector256.Min(low, vector);
                high = Vector256.Max(high, vector);
            }

            for (int lane = 0; lane < Vector256<float>.Count; lane++)
            {
                (least, greatest) = (Math.Min(least, low[lane]), Math.Max(greatest, high[lane]));
            }
        }

        foreach (float value in values[(vectors.Length * Vector256<float>.Count)..])
        {
            (least, greatest) = (Math.Min(least, value), Math.Max(greatest, value));
        }

        return new ValueRange(least, greatest);
    }
}
