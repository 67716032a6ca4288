using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RoDLA.Perturbations.Filters;

/// <summary>Four neighbouring columns of a field, read as doubles; columns beyond the last repeat it.</summary>
internal readonly unsafe struct ColumnReader<T>(T* field, int columns, int column)
    where T : unmanaged
{
    private readonly bool _whole = column + 4 <= columns;

    public int Column => column;

    public Vector256<double> Load(int row)
    {
        T* at = field + ((nint)row * columns) + column;
        if (typeof(T) == typeof(short))
        {
            short* samples = (short*)at;
            if (_whole && Avx.IsSupported)
            {
                Vector128<short> four = Vector128.CreateScalarUnsafe(*(long*)samples).AsInt16();
                return Avx.ConvertToVector256Double(Vector128.WidenLower(four));
            }

            return Vector256.Create((double)samples[0], samples[Near(1)], samples[Near(2)], samples[Near(3)]);
        }

        float* values = (float*)at;
        return _whole
            ? Vector256.WidenLower(Vector128.Load(values).ToVector256Unsafe())
            : Vector256.Create((double)values[0], values[Near(1)], values[Near(2)], values[Near(3)]);
    }

    private int Near(int lane) => Math.Min(lane, columns - 1 - column);
}
