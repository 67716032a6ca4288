namespace RoDLA.Analysis.Evaluation.Coco;

/// <summary>Boxes as columns.</summary>
/// <param name="count">Number of boxes.</param>
internal sealed class BoxColumns(int count)
{
    private readonly double[] _left = new double[count];
    private readonly double[] _top = new double[count];
    private readonly double[] _right = new double[count];
    private readonly double[] _bottom = new double[count];
    private readonly double[] _area = new double[count];

    /// <summary>Width times height of each.</summary>
    public ReadOnlySpan<double> Area => _area;

    /// <summary>Puts a box into a row.</summary>
    public void Set(int index, double x, double y, double width, double height) =>
        (_left[index], _top[index], _right[index], _bottom[index], _area[index]) = (x, y, x + width, y + height, width * height);

    /// <summary>Overlaps of one box with boxes of another table: intersection over union, or over its own area for crowds.</summary>
    /// <param name="index">The box.</param>
    /// <param name="others">The other table.</param>
    /// <param name="first">Its first box.</param>
    /// <param name="isCrowd">Which boxes of the other table are crowds; from its first on.</param>
    /// <param name="overlaps">Gets an overlap for each box.</param>
    public void Overlaps(int index, BoxColumns others, int first, ReadOnlySpan<bool> isCrowd, Span<double> overlaps)
    {
        int count = overlaps.Length;
        (double left, double top, double right, double bottom, double area) =
            (_left[index], _top[index], _right[index], _bottom[index], _area[index]);
        ReadOnlySpan<double> lefts = others._left.AsSpan(first, count);
        ReadOnlySpan<double> tops = others._top.AsSpan(first, count);
        ReadOnlySpan<double> rights = others._right.AsSpan(first, count);
        ReadOnlySpan<double> bottoms = others._bottom.AsSpan(first, count);
        ReadOnlySpan<double> areas = others._area.AsSpan(first, count);
        int i = 0;
        for (; i <= count - Vector<double>.Count; i += Vector<double>.Count)
        {
            Vector<double> width = Vector.Min(new Vector<double>(right), new Vector<double>(rights[i..]))
                - Vector.Max(new Vector<double>(left), new Vector<double>(lefts[i..]));
            Vector<double> height = Vector.Min(new Vector<double>(bottom), new Vector<double>(bottoms[i..]))
                - Vector.Max(new Vector<double>(top), new Vector<double>(tops[i..]));
            Vector<double> shared = width * height;
            Vector<double> union = new Vector<double>(area) + new Vector<double>(areas[i..]) - shared;
            Vector<long> isApart = Vector.LessThanOrEqual(width, Vector<double>.Zero) | Vector.LessThanOrEqual(height, Vector<double>.Zero);
            Vector.ConditionalSelect(isApart, Vector<double>.Zero, shared / union).CopyTo(overlaps[i..]);
        }

        for (; i < count; i++)
        {
            double width = Math.Min(right, rights[i]) - Math.Max(left, lefts[i]);
            double height = Math.Min(bottom, bottoms[i]) - Math.Max(top, tops[i]);
            double shared = width * height;
            overlaps[i] = width <= 0 || height <= 0 ? 0 : shared / (area + areas[i] - shared);
        }

        for (i = 0; i < count; i++)
        {
            if (isCrowd[i])
            {
                double width = Math.Min(right, rights[i]) - Math.Max(left, lefts[i]);
                double height = Math.Min(bottom, bottoms[i]) - Math.Max(top, tops[i]);
                overlaps[i] = width <= 0 || height <= 0 ? 0 : width * height / area;
            }
        }
    }
}
