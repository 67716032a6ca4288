using RoDLA.Perturbations.Memory;

namespace RoDLA.Perturbations.Quality;

/// <summary>One channel as floats.</summary>
internal sealed class Plane(int width, int height) : IDisposable
{
    // Vectors are read across the end of a row.
    private readonly PooledBuffer<float> _values = new(((long)width * height) + Vector256<float>.Count);

    public int Width { get; } = width;

    public int Height { get; } = height;

    public float[] Values => _values.Array;

    public static Plane OfChannel(PageImage page, int channel)
    {
        var plane = new Plane(page.Width, page.Height);
        ReadOnlySpan<byte> pixels = page.Pixels;
        float[] values = plane.Values;
        for (int i = 0, at = channel; at < pixels.Length; i++, at += PageImage.Channels)
        {
            values[i] = pixels[at];
        }

        return plane;
    }

    /// <summary>Means of blocks of 2 × 2; an odd side gets a line of zeros at either end, which counts.</summary>
    public Plane Halve()
    {
        (int padX, int padY) = (Width % 2, Height % 2);
        var half = new Plane((Width + (2 * padX)) / 2, (Height + (2 * padY)) / 2);
        for (int y = 0; y < half.Height; y++)
        {
            for (int x = 0; x < half.Width; x++)
            {
                int left = (2 * x) - padX;
                int top = (2 * y) - padY;
                half.Values[(y * half.Width) + x] =
                    (At(left, top) + At(left + 1, top) + At(left, top + 1) + At(left + 1, top + 1)) / 4;
            }
        }

        return half;
    }

    public void Dispose() => _values.Dispose();

    private float At(int x, int y) => (uint)x < (uint)Width && (uint)y < (uint)Height ? Values[(y * Width) + x] : 0;
}
