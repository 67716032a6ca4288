namespace RoDLA.Analysis.Metrics;

/// <summary>
/// A page's detections as columns of doubles, read as the answer prints them (<see cref="PrintedNumber"/>). Columns are views of one rented
/// block; coordinates have room for a whole vector past the last detection, filled with zeros.
/// </summary>
internal readonly ref struct PageColumns
{
    private const int Columns = 12;

    private readonly Span<double> _block;
    private readonly int _stride;

    private PageColumns(Span<double> block, int count)
    {
        _block = block;
        _stride = Stride(count);
        Count = count;
    }

    public int Count { get; }

    public Span<double> X1 => Padded(0);

    public Span<double> Y1 => Padded(1);

    public Span<double> X2 => Padded(2);

    public Span<double> Y2 => Padded(3);

    public Span<double> CenterX => Padded(4);

    public Span<double> CenterY => Padded(5);

    public Span<double> Areas => Padded(6)[..Count];

    public Span<double> AspectRatios => Padded(7)[..Count];

    public Span<double> Confidences => Padded(8)[..Count];

    /// <summary>Confidences, ascending.</summary>
    public Span<double> SortedConfidences => Padded(9)[..Count];

    /// <summary>Free to use by one section at a time.</summary>
    public Span<double> Scratch => Padded(10);

    /// <summary>The same, for marks beside <see cref="Scratch"/>.</summary>
    public Span<double> Flags => Padded(11);

    /// <summary>Doubles that <see cref="Read"/> needs for that many detections.</summary>
    public static int BlockLength(int count) => Columns * Stride(count);

    /// <exception cref="ArgumentException">A box or confidence is NaN or infinite.</exception>
    public static PageColumns Read(IReadOnlyList<LayoutElement> elements, Span<double> block)
    {
        block.Clear();
        PageColumns columns = new(block, elements.Count);
        for (int i = 0; i < elements.Count; i++)
        {
            (BoundingBox box, float confidence) = (elements[i].Box, elements[i].Confidence);
            if (!float.IsFinite(box.X1 + box.Y1 + box.X2 + box.Y2 + box.Area + confidence))
            {
                throw new ArgumentException($"Detection {i} has a coordinate or confidence that is no finite number.", nameof(elements));
            }

            columns.X1[i] = PrintedNumber.Read(box.X1);
            columns.Y1[i] = PrintedNumber.Read(box.Y1);
            columns.X2[i] = PrintedNumber.Read(box.X2);
            columns.Y2[i] = PrintedNumber.Read(box.Y2);
            columns.CenterX[i] = PrintedNumber.Read(box.CenterX);
            columns.CenterY[i] = PrintedNumber.Read(box.CenterY);
            columns.Areas[i] = PrintedNumber.Read(box.Area);
            columns.AspectRatios[i] = PrintedNumber.Read(AspectRatio.Of(box));
            columns.Confidences[i] = PrintedNumber.Read(confidence);
        }

        columns.Confidences.CopyTo(columns.SortedConfidences);
        columns.SortedConfidences.Sort();
        return columns;
    }

    private static int Stride(int count) => count + Vector<double>.Count;

    private Span<double> Padded(int column) => _block.Slice(column * _stride, _stride);
}
