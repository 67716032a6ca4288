using System.Runtime.Intrinsics;
using RoDLA.Perturbations.Memory;

namespace RoDLA.Perturbations.Filters;

/// <summary>
/// Correlates the columns of a field with a <see cref="CosineKernel"/>, transposing it on the way, so that two runs filter both directions.
/// Each cosine slides by the recurrence C(n+1) = 2 cos(mφ) C(n) − C(n−1) + cos(mφr) (A ∓ B), where A is the sum of the two samples
/// just outside the window and B of the two at its ends; minus for even m. Source: Sugimoto and Kamata, "Fast Gaussian filter with second-order shift property of DCT-5", 2013.
/// </summary>
internal sealed unsafe class SlidingGaussian
{
    private const int Lanes = 4;
    private const int PanelColumns = 16;
    private readonly CosineKernel _kernel;
    private readonly double[] _turn;
    private readonly double[] _gain;
    private readonly double[] _cosines;

    public SlidingGaussian(CosineKernel kernel)
    {
        _kernel = kernel;
        _turn = [.. kernel.Amplitudes.Select((_, m) => 2 * Math.Cos(m * kernel.Step))];
        _gain = [.. kernel.Amplitudes.Select((_, m) => Math.Cos(m * kernel.Step * kernel.Radius))];
        _cosines = [.. Enumerable.Range(-kernel.Radius, (2 * kernel.Radius) + 1)
            .SelectMany(j => kernel.Amplitudes.Select((_, m) => Math.Cos(m * kernel.Step * j)))];
    }

    /// <summary>Filters down the columns: rows shrink by twice the radius; the result lies transposed.</summary>
    /// <typeparam name="T">Of the samples: <see cref="short"/> or <see cref="float"/>.</typeparam>
    /// <param name="input">Rows × columns samples.</param>
    /// <param name="rows">Rows of the input.</param>
    /// <param name="columns">Columns of the input.</param>
    /// <param name="scale">Factor of every result.</param>
    /// <param name="output">Columns × (rows − 2 radius) results.</param>
    /// <param name="maxThreads">Most threads.</param>
    /// <param name="cancellationToken">Stops the work between panels of columns.</param>
    public void FilterTransposed<T>(
        T[] input, int rows, int columns, double scale, float[] output, int maxThreads, CancellationToken cancellationToken)
        where T : unmanaged
    {
        new RowBands(maxThreads, cancellationToken).For(columns, PanelColumns, (first, last) =>
        {
            fixed (T* from = input)
            fixed (float* to = output)
            {
                for (int column = first; column < last; column += Lanes)
                {
                    Slide(new ColumnReader<T>(from, columns, column), rows, scale, to, last - column);
                }
            }
        });
    }

    private void Slide<T>(ColumnReader<T> input, int rows, double scale, float* output, int columnsLeft)
        where T : unmanaged
    {
        int terms = _kernel.Amplitudes.Length;
        int radius = _kernel.Radius;
        int results = rows - (2 * radius);
        Vector256<double>* now = stackalloc Vector256<double>[terms];
        Vector256<double>* before = stackalloc Vector256<double>[terms];
        Start(input, now, 0);
        Write(output, input.Column, 0, results, Weigh(now, scale), columnsLeft);
        if (results == 1)
        {
            return;
        }

        for (int m = 0; m < terms; m++)
        {
            before[m] = now[m];
        }

        Start(input, now, 1);
        Write(output, input.Column, 1, results, Weigh(now, scale), columnsLeft);
        double* turns = stackalloc double[terms];
        double* gains = stackalloc double[terms];
        double* amplitudes = stackalloc double[terms];
        for (int m = 0; m < terms; m++)
        {
            (turns[m], gains[m], amplitudes[m]) = (_turn[m], _gain[m], _kernel.Amplitudes[m] * scale);
        }

        Vector256<double> newest = input.Load((2 * radius) + 1);
        Vector256<double> oldest = input.Load(0);
        for (int n = 2; n < results; n++)
        {
            Vector256<double> entering = input.Load(n + (2 * radius));
            Vector256<double> leaving = input.Load(n - 1);
            Vector256<double> outside = entering + oldest;
            Vector256<double> inside = newest + leaving;
            Vector256<double> even = outside - inside;
            Vector256<double> odd = outside + inside;
            Vector256<double> sum = Vector256<double>.Zero;
            for (int m = 0; m < terms; m++)
            {
                Vector256<double> ends = ((m & 1) == 0 ? even : odd) * gains[m];
                Vector256<double> next = Vector256.MultiplyAddEstimate(now[m], Vector256.Create(turns[m]), ends - before[m]);
                before[m] = next;
                sum = Vector256.MultiplyAddEstimate(next, Vector256.Create(amplitudes[m]), sum);
            }

            Vector256<double>* swapped = before;
            before = now;
            now = swapped;

            Write(output, input.Column, n, results, sum, columnsLeft);
            newest = entering;
            oldest = leaving;
        }
    }

    /// <summary>The windows that begin at row <paramref name="start"/>, summed outright.</summary>
    private void Start<T>(ColumnReader<T> input, Vector256<double>* sums, int start)
        where T : unmanaged
    {
        int terms = _kernel.Amplitudes.Length;
        new Span<Vector256<double>>(sums, terms).Clear();
        for (int j = 0; j <= 2 * _kernel.Radius; j++)
        {
            Vector256<double> sample = input.Load(start + j);
            for (int m = 0; m < terms; m++)
            {
                sums[m] = Vector256.MultiplyAddEstimate(sample, Vector256.Create(_cosines[(j * terms) + m]), sums[m]);
            }
        }
    }

    private Vector256<double> Weigh(Vector256<double>* sums, double scale)
    {
        Vector256<double> sum = Vector256<double>.Zero;
        for (int m = 0; m < _kernel.Amplitudes.Length; m++)
        {
            sum += sums[m] * (_kernel.Amplitudes[m] * scale);
        }

        return sum;
    }

    private static void Write(float* output, int column, int row, int stride, Vector256<double> values, int columnsLeft)
    {
        int count = Math.Min(Lanes, columnsLeft);
        for (int lane = 0; lane < count; lane++)
        {
            output[((nint)(column + lane) * stride) + row] = (float)values[lane];
        }
    }
}
