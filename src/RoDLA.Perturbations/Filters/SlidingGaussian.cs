using System.Runtime.Intrinsics.X86;
using RoDLA.Perturbations.Memory;

namespace RoDLA.Perturbations.Filters;

/// <summary>
/// Correlates the columns of a field with a <see cref="CosineKernel"/>, transposing it on the way, so that two runs filter both directions.
/// Each cosine slides by C(n+1) = 2 cos(mφ) C(n) − C(n−1) + cos(mφr) (A ∓ B), where A is the sum of the two samples just outside the window
/// and B of the two at its ends; minus for even m. Source: Sugimoto and Kamata, "Fast Gaussian filter with second-order shift property of
/// DCT-5", 2013.
/// </summary>
internal sealed unsafe class SlidingGaussian : IDisposable
{
    private const int Vectors = 4;
    private const int Panel = Vectors * 4;
    private const int Tile = 32;
    private const int RowsAhead = 24;
    private readonly CosineKernel _kernel;
    private readonly double[] _turn;
    private readonly double[] _gain;
    private readonly PooledBuffer<double> _cosines;

    public SlidingGaussian(CosineKernel kernel)
    {
        _kernel = kernel;
        _turn = [.. kernel.Amplitudes.Select((_, m) => 2 * Math.Cos(m * kernel.Step))];
        _gain = [.. kernel.Amplitudes.Select((_, m) => Math.Cos(m * kernel.Step * kernel.Radius))];
        int terms = kernel.Amplitudes.Length;
        _cosines = new PooledBuffer<double>(((2L * kernel.Radius) + 1) * terms);
        for (int i = 0; i < _cosines.Length; i++)
        {
            _cosines.Array[i] = Math.Cos(i % terms * kernel.Step * ((i / terms) - kernel.Radius));
        }
    }

    /// <summary>Filters down the columns: the result has twice the radius fewer rows and is transposed.</summary>
    /// <param name="input">The field, row after row.</param>
    /// <param name="size">Its columns and rows.</param>
    /// <param name="scale">Factor of every result.</param>
    /// <param name="output">Columns × (rows − 2 radius) results, rounded.</param>
    /// <param name="bands">Spreads the rows over threads.</param>
    public void FilterTransposed(Memory<short> input, PageSize size, double scale, Memory<short> output, RowBands bands) =>
        bands.For(size.Width, 2 * Panel, (first, last) => SlidePanels(input.Span, size, scale, output.Span, (first, last)));

    /// <summary>The same on the calling thread, for a field of few columns.</summary>
    public void FilterTransposed(ReadOnlySpan<short> input, PageSize size, double scale, Span<short> output, int wanted) =>
        SlidePanels(input, size, scale, output, (0, wanted));

    public void Dispose() => _cosines.Dispose();

    private void SlidePanels(ReadOnlySpan<short> input, PageSize size, double scale, Span<short> output, (int First, int Last) columns)
    {
        int results = size.Height - (2 * _kernel.Radius);
        fixed (short* from = input, to = output)
        {
            for (int column = columns.First; column < columns.Last; column += Panel)
            {
                int count = Math.Min(Panel, columns.Last - column);
                Slide(new ColumnReader(from, size.Width, column), size.Height, scale, to + ((nint)column * results), count);
            }
        }
    }

    /// <summary>Filters sixteen columns from top to bottom; a tile collects results, so that they are written in long runs.</summary>
    private void Slide(ColumnReader input, int rows, double scale, short* output, int columns)
    {
        int terms = _kernel.Amplitudes.Length;
        int results = rows - (2 * _kernel.Radius);
        double* coefficients = stackalloc double[3 * terms];
        for (int m = 0; m < terms; m++)
        {
            (coefficients[3 * m], coefficients[(3 * m) + 1]) = (_turn[m], _gain[m]);
            coefficients[(3 * m) + 2] = _kernel.Amplitudes[m] * scale;
        }

        Vector256<double>* now = stackalloc Vector256<double>[terms * Vectors];
        Vector256<double>* before = stackalloc Vector256<double>[terms * Vectors];
        Vector256<double>* samples = stackalloc Vector256<double>[2 * Vectors];
        Vector256<double>* sums = stackalloc Vector256<double>[Vectors];
        int* tile = stackalloc int[Tile * Panel];
        for (int n = 0; n < results; n++)
        {
            if (n < 2)
            {
                Vector256<double>* swapped = before;
                before = now;
                now = swapped;
                Start(input, now, n);
                Weigh(now, sums, coefficients, terms);
                Keep(input, samples, n);
            }
            else
            {
                Step(input, n, now, before, samples, sums, coefficients, terms);
                Vector256<double>* swapped = before;
                before = now;
                now = swapped;
            }

            for (int v = 0; v < Vectors; v++)
            {
                Round(sums[v]).Store(tile + (n % Tile * Panel) + (4 * v));
            }

            if (n % Tile == Tile - 1 || n == results - 1)
            {
                Write(tile, output + n - (n % Tile), (n % Tile) + 1, results, columns);
            }
        }
    }

    /// <summary>Advances by one row; the new cosine sums are in <paramref name="before"/>.</summary>
    private void Step(
        ColumnReader input,
        int n,
        Vector256<double>* now,
        Vector256<double>* before,
        Vector256<double>* samples,
        Vector256<double>* sums,
        double* coefficients,
        int terms)
    {
        input.Prefetch(n + (2 * _kernel.Radius) + RowsAhead);
        for (int v = 0; v < Vectors; v++)
        {
            Vector256<double> entering = input.Load(n + (2 * _kernel.Radius), v);
            Vector256<double> leaving = input.Load(n - 1, v);
            Vector256<double> outside = entering + samples[Vectors + v];
            Vector256<double> inside = samples[v] + leaving;
            (samples[v], samples[Vectors + v]) = (entering, leaving);
            Vector256<double> even = outside - inside;
            Vector256<double> odd = outside + inside;
            Vector256<double> sum = Vector256<double>.Zero;
            for (int m = 0; m < terms; m++)
            {
                double* row = coefficients + (3 * m);
                Vector256<double>* last = before + (m * Vectors) + v;
                Vector256<double> ends = Vector256.MultiplyAddEstimate((m & 1) == 0 ? even : odd, Vector256.Create(row[1]), -*last);
                Vector256<double> next = Vector256.MultiplyAddEstimate(now[(m * Vectors) + v], Vector256.Create(row[0]), ends);
                *last = next;
                sum = Vector256.MultiplyAddEstimate(next, Vector256.Create(row[2]), sum);
            }

            sums[v] = sum;
        }
    }

    /// <summary>Stores the newest sample of the window from row <paramref name="start"/>, and the oldest of the one before.</summary>
    private void Keep(ColumnReader input, Vector256<double>* samples, int start)
    {
        for (int v = 0; v < Vectors; v++)
        {
            samples[v] = input.Load(start + (2 * _kernel.Radius), v);
            samples[Vectors + v] = input.Load(Math.Max(0, start - 1), v);
        }
    }

    /// <summary>The windows that begin at row <paramref name="start"/>, summed directly.</summary>
    private void Start(ColumnReader input, Vector256<double>* cosineSums, int start)
    {
        int terms = _kernel.Amplitudes.Length;
        new Span<Vector256<double>>(cosineSums, terms * Vectors).Clear();
        for (int j = 0; j <= 2 * _kernel.Radius; j++)
        {
            for (int v = 0; v < Vectors; v++)
            {
                Vector256<double> sample = input.Load(start + j, v);
                for (int m = 0; m < terms; m++)
                {
                    Vector256<double>* sum = cosineSums + (m * Vectors) + v;
                    *sum = Vector256.MultiplyAddEstimate(sample, Vector256.Create(_cosines.Array[(j * terms) + m]), *sum);
                }
            }
        }
    }

    private static void Weigh(Vector256<double>* cosineSums, Vector256<double>* sums, double* coefficients, int terms)
    {
        for (int v = 0; v < Vectors; v++)
        {
            sums[v] = Vector256<double>.Zero;
            for (int m = 0; m < terms; m++)
            {
                sums[v] += cosineSums[(m * Vectors) + v] * coefficients[(3 * m) + 2];
            }
        }
    }

    private static void Write(int* tile, short* output, int rows, int stride, int columns)
    {
        for (int c = 0; c < columns; c++)
        {
            short* to = output + ((nint)c * stride);
            for (int r = 0; r < rows; r++)
            {
                to[r] = (short)Math.Clamp(tile[(r * Panel) + c], short.MinValue, short.MaxValue);
            }
        }
    }

    private static Vector128<int> Round(Vector256<double> value) => Avx.IsSupported
        ? Avx.ConvertToVector128Int32(value)
        : Vector128.Create((int)Math.Round(value[0]), (int)Math.Round(value[1]), (int)Math.Round(value[2]), (int)Math.Round(value[3]));
}
