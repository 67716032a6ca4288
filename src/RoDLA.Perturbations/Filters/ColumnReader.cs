using System.Runtime.Intrinsics.X86;

namespace RoDLA.Perturbations.Filters;

/// <summary>Neighbouring columns of a field, read as doubles, four at a time; columns beyond the last repeat it.</summary>
/// <param name="field">The field.</param>
/// <param name="columns">Samples of one of its rows.</param>
/// <param name="column">The first of the columns.</param>
internal readonly unsafe struct ColumnReader(short* field, int columns, int column)
{
    private const int Lanes = 4;

    /// <summary>Columns 4 × <paramref name="group"/> and on, counted from the first.</summary>
    public Vector256<double> Load(int row, int group)
    {
        int first = column + (Lanes * group);
        short* start = field + ((nint)row * columns);
        return first + Lanes > columns || !Avx.IsSupported
            ? Vector256.Create(At(start, first), At(start, first + 1), At(start, first + 2), At(start, first + 3))
            : Avx.ConvertToVector256Double(Vector128.WidenLower(Vector128.CreateScalarUnsafe(*(long*)(start + first)).AsInt16()));
    }

    /// <summary>Prefetches a row: the distance between rows is too large for the processor's own prefetcher.</summary>
    public void Prefetch(int row)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(field + ((nint)row * columns) + column);
        }
    }

    private double At(short* start, int index) => start[Math.Min(index, columns - 1)];
}
