namespace RoDLA.Perturbations.Quality;

/// <summary>The discrete Fourier transform of a power of two of points, in place (Cooley and Tukey, radix 2); not scaled.</summary>
internal sealed class PowerOfTwoFft
{
    private readonly Complex[] _twiddles;
    private readonly int[] _reversed;

    public PowerOfTwoFft(int length)
    {
        int bits = BitOperations.Log2((uint)length);
        _twiddles = [.. Enumerable.Range(0, length / 2).Select(k => Complex.FromPolarCoordinates(1, -2 * Math.PI * k / length))];
        _reversed = new int[length];
        for (int i = 1; i < length; i++)
        {
            _reversed[i] = (_reversed[i >> 1] >> 1) | ((i & 1) << (bits - 1));
        }
    }

    public void Forward(Span<Complex> data)
    {
        for (int i = 0; i < data.Length; i++)
        {
            int j = _reversed[i];
            if (i < j)
            {
                (data[i], data[j]) = (data[j], data[i]);
            }
        }

        for (int half = 1, step = data.Length / 2; half < data.Length; half *= 2, step /= 2)
        {
            for (int start = 0; start < data.Length; start += 2 * half)
            {
                Span<Complex> low = data.Slice(start, half);
                Span<Complex> high = data.Slice(start + half, half);
                for (int k = 0; k < low.Length; k++)
                {
                    Complex a = low[k];
                    Complex w = _twiddles[k * step];
                    Complex b = high[k];
                    var product = new Complex(
                        (b.Real * w.Real) - (b.Imaginary * w.Imaginary), (b.Real * w.Imaginary) + (b.Imaginary * w.Real));
                    low[k] = a + product;
                    high[k] = a - product;
                }
            }
        }
    }
}
