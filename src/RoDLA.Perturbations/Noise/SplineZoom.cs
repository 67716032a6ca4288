using RoDLA.Perturbations.Memory;
using RoDLA.Perturbations.Random;

namespace RoDLA.Perturbations.Noise;

/// <summary>
/// A coarse grid of uniform noise enlarged by cubic splines like SciPy's zoom: prefiltered, mirrored, corners on corners. Grid columns are
/// interpolated along the row once; each row of the page then blends four grid rows.
/// </summary>
internal sealed class SplineZoom : IDisposable
{
    private const int Taps = 4;
    private const double GridUnit = 1.0 / 65536;
    private static readonly double Pole = Math.Sqrt(3) - 2;

    private readonly PooledBuffer<float> _spread;
    private readonly int _gridRows;
    private readonly int _zoomedRows;
    private readonly int _width;

    /// <param name="random">Noise of the grid.</param>
    /// <param name="factor">Pixels of the page for one of the grid.</param>
    /// <param name="height">Rows of the page.</param>
    /// <param name="width">Columns of the page.</param>
    public SplineZoom(RandomStream random, int factor, int height, int width)
    {
        _width = width;
        _gridRows = (height / factor) + 1;
        int columns = (width / factor) + 1;
        _zoomedRows = _gridRows * factor;
        using var grid = new PooledBuffer<double>((long)_gridRows * columns);
        Fill(random, grid, columns);
        for (int row = 0; row < _gridRows; row++)
        {
            Prefilter(grid.Slice(row * columns, columns));
        }

        for (int column = 0; column < columns; column++)
        {
            Prefilter(grid.Span[column..], columns);
        }

        _spread = new PooledBuffer<float>((long)_gridRows * width);
        Spread(grid, columns, columns * factor);
    }

    /// <summary>Adds row <paramref name="y"/> of the page to <paramref name="sums"/>.</summary>
    public void AddRow(int y, Span<float> sums)
    {
        (int first, Weights weights) = Position(y, _gridRows, _zoomedRows);
        ReadOnlySpan<float> a = Row(first);
        ReadOnlySpan<float> b = Row(first + 1);
        ReadOnlySpan<float> c = Row(first + 2);
        ReadOnlySpan<float> d = Row(first + 3);
        (float wa, float wb, float wc, float wd) = ((float)weights.A, (float)weights.B, (float)weights.C, (float)weights.D);
        for (int x = 0; x < sums.Length; x++)
        {
            sums[x] += (wa * a[x]) + (wb * b[x]) + (wc * c[x]) + (wd * d[x]);
        }
    }

    public void Dispose() => _spread.Dispose();

    /// <summary>Recursive filter whose output are the spline's coefficients (Unser, Aldroubi, Eden 1993; mirror boundaries).</summary>
    /// <param name="line">The samples, and others between them.</param>
    /// <param name="step">From one sample of the line to the next.</param>
    internal static void Prefilter(Span<double> line, int step = 1)
    {
        int last = (line.Length - 1) / step;
        if (last == 0)
        {
            return;
        }

        double sum = line[0] + (Math.Pow(Pole, last) * line[last * step]);
        (double forth, double back) = (Pole, Math.Pow(Pole, (2 * last) - 1));
        for (int i = 1; i < last; i++, forth *= Pole, back /= Pole)
        {
            sum += (forth + back) * line[i * step];
        }

        line[0] = sum / (1 - Math.Pow(Pole, 2 * last));
        for (int i = 1; i <= last; i++)
        {
            line[i * step] += Pole * line[(i - 1) * step];
        }

        line[last * step] = Pole / ((Pole * Pole) - 1) * (line[last * step] + (Pole * line[(last - 1) * step]));
        for (int i = last - 1; i >= 0; i--)
        {
            line[i * step] = Pole * (line[(i + 1) * step] - line[i * step]);
        }

        for (int i = 0; i <= last; i++)
        {
            line[i * step] *= 6;
        }
    }

    private void Fill(RandomStream random, PooledBuffer<double> grid, int columns)
    {
        using var row = new PooledBuffer<ushort>(columns);
        for (int y = 0; y < _gridRows; y++)
        {
            random.FillRow(y, row.Span);
            for (int x = 0; x < columns; x++)
            {
                grid.Array[(y * columns) + x] = (row.Array[x] + 0.5) * GridUnit;
            }
        }
    }

    private void Spread(PooledBuffer<double> grid, int columns, int zoomedColumns)
    {
        for (int x = 0; x < _width; x++)
        {
            (int first, Weights weights) = Position(x, columns, zoomedColumns);
            (int a, int b) = (Mirror.WithoutEdge(first, columns), Mirror.WithoutEdge(first + 1, columns));
            (int c, int d) = (Mirror.WithoutEdge(first + 2, columns), Mirror.WithoutEdge(first + 3, columns));
            for (int row = 0; row < _gridRows; row++)
            {
                Span<double> values = grid.Slice(row * columns, columns);
                double sum = (weights.A * values[a]) + (weights.B * values[b]) + (weights.C * values[c]) + (weights.D * values[d]);
                _spread.Array[((long)row * _width) + x] = (float)sum;
            }
        }
    }

    private ReadOnlySpan<float> Row(int index) => _spread.Slice((long)Mirror.WithoutEdge(index, _gridRows) * _width, _width);

    private static (int First, Weights Weights) Position(int index, int count, int zoomed)
    {
        double position = zoomed == 1 ? 0 : (double)index * (count - 1) / (zoomed - 1);
        int whole = (int)Math.Floor(position);
        return (whole - 1, Weights.At(position - whole));
    }

    /// <summary>The cubic B-spline at four neighbouring knots.</summary>
    private readonly record struct Weights(double A, double B, double C, double D)
    {
        public static Weights At(double t)
        {
            double s = 1 - t;
            return new Weights(
                s * s * s / 6, ((t * t * (t - 2) * 3) + 4) / 6, ((s * s * (s - 2) * 3) + 4) / 6, t * t * t / 6);
        }
    }
}
