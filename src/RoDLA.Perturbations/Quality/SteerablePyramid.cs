using RoDLA.Perturbations.Memory;

namespace RoDLA.Perturbations.Quality;

/// <summary>
/// The coarsest oriented bands of a page's complex steerable pyramid. Only the frequencies that they keep are computed; a shift of the
/// spectrum, which changes only the phase of all coefficients at a position, is left out since it does not change the measure.
/// </summary>
internal sealed class SteerablePyramid
{
    private readonly PageSize _size;
    private readonly SteerableBand _rows;
    private readonly SteerableBand _columns;
    private readonly double[] _angles;
    private readonly double[] _radial;
    private readonly RowBands _threads;

    public SteerablePyramid(PageSize size, RowBands threads)
    {
        _size = size;
        _threads = threads;
        _rows = SteerableBand.Of(size.Height);
        _columns = SteerableBand.Of(size.Width);
        _angles = new double[Rows * Columns];
        _radial = new double[Rows * Columns];
        for (int y = 0; y < Rows; y++)
        {
            for (int x = 0; x < Columns; x++)
            {
                bool centre = _rows.First + y == size.Height / 2 && _columns.First + x == size.Width / 2;
                double v = SteerableBand.Frequency(_rows.First + y, size.Height);
                double u = SteerableBand.Frequency(_columns.First + x, size.Width);
                double beside = SteerableBand.Frequency(_columns.First + x - 1, size.Width);
                _angles[(y * Columns) + x] = Math.Atan2(v, u);
                _radial[(y * Columns) + x] = SteerableMasks.Radial(Math.Log2(centre ? Math.Abs(beside) : Math.Sqrt((u * u) + (v * v))));
            }
        }
    }

    public int Rows => _rows.Count;

    public int Columns => _columns.Count;

    /// <summary>The kept part of the spectrum, weighted by radius.</summary>
    public Complex[] Spectrum(PageImage page)
    {
        var along = new ChirpTransform(_size.Width, Columns, _columns.First - (_size.Width / 2), inverse: false);
        var down = new ChirpTransform(_size.Height, Rows, _rows.First - (_size.Height / 2), inverse: false);
        using var partial = new PooledBuffer<Complex>((long)_size.Height * Columns);
        var spectrum = new Complex[Rows * Columns];
        _threads.For(_size.Height, (first, last) =>
        {
            using var scratch = new PooledBuffer<Complex>(along.ScratchLength + _size.Width);
            Span<Complex> line = scratch.Slice(along.ScratchLength, _size.Width);
            for (int y = first; y < last; y++)
            {
                Luma(page.Row(y), line);
                along.Run(line, partial.Slice((long)y * Columns, Columns), scratch.Slice(0, along.ScratchLength));
            }
        });
        _threads.For(Columns, (first, last) =>
        {
            using var scratch = new PooledBuffer<Complex>(down.ScratchLength + _size.Height);
            Span<Complex> line = scratch.Slice(down.ScratchLength, _size.Height);
            for (int x = first; x < last; x++)
            {
                for (int y = 0; y < line.Length; y++)
                {
                    line[y] = partial.Array[(y * Columns) + x];
                }

                down.Run(line, line, scratch.Slice(0, down.ScratchLength));
                for (int y = 0; y < Rows; y++)
                {
                    spectrum[(y * Columns) + x] = line[y] * _radial[(y * Columns) + x];
                }
            }
        });
        return spectrum;
    }

    /// <summary>Coefficients of one orientation.</summary>
    public Complex[] Band(Complex[] spectrum, int orientation)
    {
        var along = new ChirpTransform(Columns, Columns, 0, inverse: true);
        var down = new ChirpTransform(Rows, Rows, 0, inverse: true);
        using var scratch = new PooledBuffer<Complex>(Math.Max(along.ScratchLength, down.ScratchLength) + Rows);
        var band = new Complex[Rows * Columns];
        for (int i = 0; i < band.Length; i++)
        {
            band[i] = spectrum[i] * SteerableMasks.Angular(_angles[i], orientation) / band.Length;
        }

        for (int y = 0; y < Rows; y++)
        {
            Span<Complex> row = band.AsSpan(y * Columns, Columns);
            along.Run(row, row, scratch.Slice(0, along.ScratchLength));
        }

        Span<Complex> line = scratch.Slice(Math.Max(along.ScratchLength, down.ScratchLength), Rows);
        for (int x = 0; x < Columns; x++)
        {
            for (int y = 0; y < Rows; y++)
            {
                line[y] = band[(y * Columns) + x];
            }

            down.Run(line, line, scratch.Slice(0, down.ScratchLength));
            for (int y = 0; y < Rows; y++)
            {
                band[(y * Columns) + x] = line[y];
            }
        }

        return band;
    }

    /// <summary>Brightness, weights of red and blue exchanged, times 255 and rounded: the benchmark reads its pages as BGR.</summary>
    private static void Luma(ReadOnlySpan<byte> row, Span<Complex> line)
    {
        for (int x = 0; x < line.Length; x++)
        {
            ReadOnlySpan<byte> pixel = row.Slice(x * PageImage.Channels, PageImage.Channels);
            line[x] = Math.Round(((0.299 * pixel[2]) + (0.587 * pixel[1]) + (0.114 * pixel[0])) * byte.MaxValue);
        }
    }
}
