namespace RoDLA.Perturbations.Quality;

/// <summary>
/// Some neighbouring frequencies of the discrete Fourier transform of any number of points, by Bluestein's algorithm: the chirp turns the
/// sum into a convolution. Thread-safe, with a buffer per caller.
/// </summary>
internal sealed class ChirpTransform
{
    private readonly Complex[] _before;
    private readonly Complex[] _after;
    private readonly Complex[] _filter;
    private readonly PowerOfTwoFft _fft;

    /// <param name="points">Number of inputs.</param>
    /// <param name="frequencies">Number of outputs.</param>
    /// <param name="first">The first of them; negative ones are allowed.</param>
    /// <param name="inverse">Whether exponents are positive; the caller scales the result.</param>
    public ChirpTransform(int points, int frequencies, int first, bool inverse)
    {
        Points = points;
        Frequencies = frequencies;
        ScratchLength = (int)BitOperations.RoundUpToPowerOf2((uint)(points + frequencies - 1));
        _fft = new PowerOfTwoFft(ScratchLength);
        double sign = inverse ? 1 : -1;
        _before = new Complex[points];
        for (int n = 0; n < points; n++)
        {
            long turns = 2L * n * first % (2L * points);
            _before[n] = Complex.FromPolarCoordinates(1, sign * Math.PI * turns / points) * Chirp(n, sign);
        }

        _after = [.. Enumerable.Range(0, frequencies).Select(k => Chirp(k, sign) / ScratchLength)];
        _filter = new Complex[ScratchLength];
        for (int k = 0; k < frequencies; k++)
        {
            _filter[k] = Chirp(k, -sign);
        }

        for (int n = 1; n < points; n++)
        {
            _filter[ScratchLength - n] = Chirp(n, -sign);
        }

        _fft.Forward(_filter);
    }

    public int Points { get; }

    public int Frequencies { get; }

    public int ScratchLength { get; }

    /// <summary>Transforms; input and output may be the same memory.</summary>
    public void Run(ReadOnlySpan<Complex> input, Span<Complex> output, Span<Complex> scratch)
    {
        for (int n = 0; n < Points; n++)
        {
            scratch[n] = input[n] * _before[n];
        }

        scratch[Points..].Clear();
        _fft.Forward(scratch);
        for (int i = 0; i < scratch.Length; i++)
        {
            scratch[i] = Complex.Conjugate(scratch[i] * _filter[i]);
        }

        _fft.Forward(scratch);
        for (int k = 0; k < Frequencies; k++)
        {
            output[k] = Complex.Conjugate(scratch[k]) * _after[k];
        }
    }

    private Complex Chirp(int n, double sign) =>
        Complex.FromPolarCoordinates(1, sign * Math.PI * ((long)n * n % (2L * Points)) / Points);
}
