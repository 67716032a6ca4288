namespace RoDLA.Detection.Preprocessing;

/// <summary>
/// OpenCV's INTER_LINEAR on bytes, bit-exact: the two nearest pixels without antialiasing, weights of 11 bits, interpolated first along the
/// row, then with the row below, truncated at the same places. Rows must be read from the top.
/// </summary>
internal sealed class BilinearRows : IDisposable
{
    private const int One = 1 << 11;

    private readonly PageImage _image;
    private readonly PageSize _target;
    private readonly int _length;
    private readonly int[] _columns;
    private readonly (int First, int Second)[] _columnWeights;
    private readonly byte[] _row;
    private readonly double _scaleY;
    private int[] _upper;
    private int[] _lower;
    private int _upperRow = -1;
    private int _lowerRow = -1;

    public BilinearRows(PageImage image, PageSize target)
    {
        _image = image;
        _target = target;
        _length = target.Width * PageImage.Channels;
        _columns = ArrayPool<int>.Shared.Rent(target.Width);
        _columnWeights = ArrayPool<(int, int)>.Shared.Rent(target.Width);
        _upper = ArrayPool<int>.Shared.Rent(_length);
        _lower = ArrayPool<int>.Shared.Rent(_length);
        _row = ArrayPool<byte>.Shared.Rent(_length);
        _scaleY = Scale(image.Height, target.Height);
        double scaleX = Scale(image.Width, target.Width);
        for (int x = 0; x < target.Width; x++)
        {
            (int first, float second) = Place(x, scaleX);
            bool between = first >= 0 && first < image.Width - 1;
            _columns[x] = Math.Clamp(first, 0, image.Width - 1);
            _columnWeights[x] = between ? (Weight(1 - second), Weight(second)) : (One, 0);
        }
    }

    /// <summary>Row <paramref name="y"/> of the target; valid until the next is read.</summary>
    public ReadOnlySpan<byte> Read(int y)
    {
        (int first, float second) = Place(y, _scaleY);
        int above = Math.Clamp(first, 0, _image.Height - 1);
        int below = Math.Clamp(first + 1, 0, _image.Height - 1);
        if (above == _lowerRow)
        {
            (_upper, _lower) = (_lower, _upper);
            (_upperRow, _lowerRow) = (_lowerRow, _upperRow);
        }

        Fill(_upper, above, ref _upperRow);
        Fill(_lower, below, ref _lowerRow);
        int upperWeight = Weight(1 - second);
        int lowerWeight = Weight(second);
        Span<byte> row = _row.AsSpan(0, _length);
        ReadOnlySpan<int> upper = _upper.AsSpan(0, _length);
        ReadOnlySpan<int> lower = _lower.AsSpan(0, _length);
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = (byte)((((upperWeight * (upper[i] >> 4)) >> 16) + ((lowerWeight * (lower[i] >> 4)) >> 16) + 2) >> 2);
        }

        return row;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_columns);
        ArrayPool<(int, int)>.Shared.Return(_columnWeights);
        ArrayPool<int>.Shared.Return(_upper);
        ArrayPool<int>.Shared.Return(_lower);
        ArrayPool<byte>.Shared.Return(_row);
    }

    /// <summary>Source pixels per target pixel, rounded as OpenCV rounds it.</summary>
    private static double Scale(int source, int target) => 1 / ((double)target / source);

    /// <summary>The first of the two source pixels nearest to a target pixel's centre, and the weight of the second.</summary>
    private static (int First, float Second) Place(int target, double scale)
    {
        float center = (float)(((target + 0.5) * scale) - 0.5);
        int first = (int)MathF.Floor(center);
        return (first, center - first);
    }

    private static int Weight(float weight) => (int)MathF.Round(weight * One, MidpointRounding.ToEven);

    /// <summary>Interpolates a source row horizontally, unless it is cached.</summary>
    private void Fill(int[] mixed, int y, ref int filled)
    {
        if (filled == y)
        {
            return;
        }

        filled = y;
        ReadOnlySpan<byte> pixels = _image.Row(y);
        int last = pixels.Length - PageImage.Channels;
        for (int x = 0, i = 0; x < _target.Width; x++)
        {
            int left = _columns[x] * PageImage.Channels;
            int right = Math.Min(left + PageImage.Channels, last);
            (int first, int second) = _columnWeights[x];
            for (int channel = 0; channel < PageImage.Channels; channel++)
            {
                mixed[i++] = (pixels[left + channel] * first) + (pixels[right + channel] * second);
            }
        }
    }
}
