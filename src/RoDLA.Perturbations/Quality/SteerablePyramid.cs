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
        Complex[] spectrum = Transform(along, down, _threads, (y, line) => Luma(page.Row(y), line));
        for (int i = 0; i < spectrum.Length; i++)
        {
            spectrum[i] *= _radial[i];
        }

        return spectrum;
    }

    /// <summary>Coefficients of one orientation.</summary>
    public Complex[] Band(Complex[] spectrum, int orientation)
    {
        var along = new ChirpTransform(Columns, Columns, 0, inverse: true);
        var down = new ChirpTransform(Rows, Rows, 0, inverse: true);
        return Transform(along, down, new RowBands(1, CancellationToken.None), (y, line) =>
        {
            for (int x = 0, i = y * Columns; x < line.Length; x++, i++)
            {
                line[x] = spectrum[i] * SteerableMasks.Angular(_angles[i], orientation) / spectrum.Length;
            }
        });
    }

    /// <summary>Transforms rows, then columns.</summary>
    /// <param name="along">Of a row.</param>
    /// <param name="down">Of a column.</param>
    /// <param name="threads">Spreads rows and columns over threads.</param>
    /// <param name="fill">Writes the input of a row.</param>
    private static Complex[] Transform(ChirpTransform along, ChirpTransform down, RowBands threads, Action<int, Span<Complex>> fill)
    {
        int columns = along.Frequencies;
        using var partial = new PooledBuffer<Complex>((long)down.Points * columns);
        var result = new Complex[down.Frequencies * columns];
        threads.For(down.Points, (first, last) =>
        {
            using var scratch = new PooledBuffer<Complex>(along.ScratchLength + along.Points);
            Span<Complex> line = scratch.Slice(along.ScratchLength, along.Points);
            for (int y = first; y < last; y++)
            {
                fill(y, line);
                along.Run(line, partial.Slice((long)y * columns, columns), scratch.Slice(0, along.ScratchLength));
            }
        });
        threads.For(columns, (first, last) =>
        {
            using var scratch = new PooledBuffer<Complex>(down.ScratchLength + down.Points);
            Span<Complex> line = scratch.Slice(down.ScratchLength, down.Points);
            for (int x = first; x < last; x++)
            {
                for (int y = 0; y < line.Length; y++)
                {
                    line[y] = partial.Array[(y * columns) + x];
                }

                down.Run(line, line, scratch.Slice(0, down.ScratchLength));
                for (int y = 0; y < down.Frequencies; y++)
                {
                    result[(y * columns) + x] = line[y];
                }
            }
        });
        return result;
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
