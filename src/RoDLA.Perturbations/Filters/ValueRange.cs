using System.Numerics.Tensors;

namespace RoDLA.Perturbations.Filters;

/// <summary>Minimum and maximum of some values.</summary>
internal readonly record struct ValueRange(float Least, float Greatest)
{
    public static ValueRange Empty => new(float.PositiveInfinity, float.NegativeInfinity);

    /// <summary>Maximum minus minimum; 0 for a constant.</summary>
    public float Extent => Greatest - Least;

    public ValueRange Including(ValueRange other) => new(Math.Min(Least, other.Least), Math.Max(Greatest, other.Greatest));

    public ValueRange Including(ReadOnlySpan<float> values) =>
        Including(new ValueRange(TensorPrimitives.Min(values), TensorPrimitives.Max(values)));
}
