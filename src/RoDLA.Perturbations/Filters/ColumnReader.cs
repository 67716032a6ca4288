using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RoDLA.Perturbations.Filters;

/// <summary>Neighbouring columns of a field, read as doubles, four at a time; columns beyond the last repeat it.</summary>
internal readonly unsafe struct ColumnReader<T>(T* field, int columns, int column)
    where T : unmanaged
{
    private const int Lanes = 4;

    public int Column => column;

    /// <summary>Columns 4 × <paramref name="group"/> and on, counted from <see cref="Column"/>.</summary>
    public Vector256<double> Load(int row, int group)
    {
        int first = column + (Lanes * group);
        T* start = field + ((nint)row * columns);
        if (first + Lanes > columns || !Avx.IsSupported)
        {
            return Vector256.Create(At(start, first), At(start, first + 1), At(start, first + 2), At(start, first + 3));
        }

        return typeof(T) == typeof(short)
            ? Avx.ConvertToVector256Double(Vector128.WidenLower(Vector128.CreateScalarUnsafe(*(long*)(start + first)).AsInt16()))
            : Avx.ConvertToVector256Double(Vector128.Load((float*)(start + first)));
    }

    /// <summary>Has a row brought near: rows lie too far apart for the processor to foresee them.</summary>
    public void Prefetch(int row)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(field + ((nint)row * columns) + column);
        }
    }

    private double At(T* start, int index)
    {
        T* sample = start + Math.Min(index, columns - 1);
        return typeof(T) == typeof(short) ? *(short*)sample : *(float*)sample;
    }
}
