using System.Runtime.Intrinsics.X86;

namespace RoDLA.Perturbations.Spatial;

/// <summary>Samples rows of pixels at positions on a page; black beyond the page.</summary>
internal readonly unsafe ref struct BilinearSampler(byte* input, PageSize size)
{
    private const int Bits = 5;
    private const int RowsAhead = 8;
    private const int DirectPixels = (BilinearBlock.OutputBytes + PageImage.Channels - 1) / PageImage.Channels;

    private readonly int _stride = size.Width * PageImage.Channels;

    /// <summary>Writes a row of <paramref name="width"/> pixels and nothing beyond it.</summary>
    public void Row<TCoordinates>(TCoordinates coordinates, int y, int width, byte* output)
        where TCoordinates : IRowCoordinates
    {
        int* across = stackalloc int[IRowCoordinates.Most + IRowCoordinates.Overrun];
        int* down = stackalloc int[IRowCoordinates.Most + IRowCoordinates.Overrun];
        byte* end = stackalloc byte[BilinearBlock.OutputBytes];
        byte* patch = stackalloc byte[BilinearBlock.PatchRows * BilinearBlock.PatchBytes];
        for (int x = 0; x < width; x += IRowCoordinates.Most)
        {
            int count = Math.Min(IRowCoordinates.Most, width - x);
            coordinates.Fill(y, x, count, across, down);
            int i = 0;
            for (; i <= count - DirectPixels; i += BilinearBlock.Pixels)
            {
                Block(across + i, down + i, patch, output + ((x + i) * PageImage.Channels));
            }

            for (; i < count; i += BilinearBlock.Pixels)
            {
                Block(across + i, down + i, patch, end);
                int bytes = Math.Min(BilinearBlock.Pixels, count - i) * PageImage.Channels;
                new ReadOnlySpan<byte>(end, bytes).CopyTo(new Span<byte>(output + ((x + i) * PageImage.Channels), bytes));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Block(int* across, int* down, byte* patch, byte* output)
    {
        (int left, int right) = (across[0] >> Bits, across[BilinearBlock.Pixels - 1] >> Bits);
        (int top, int bottom) = (down[0] >> Bits, down[BilinearBlock.Pixels - 1] >> Bits);
        (left, right) = (Math.Min(left, right), Math.Max(left, right));
        (top, bottom) = (Math.Min(top, bottom), Math.Max(top, bottom));
        int room = (BilinearBlock.MostAcross - (right - left)) | (BilinearBlock.MostDown - (bottom - top));
        int inside = left | top | (size.Width - 2 - right) | (size.Height - BilinearBlock.PatchRows - 1 - top);
        if ((room | inside) >= 0)
        {
            Vector256<int> u = Vector256.Load(across) - Vector256.Create(left << Bits);
            Vector256<int> v = Vector256.Load(down) - Vector256.Create(top << Bits);
            byte* corner = input + ((nint)top * _stride) + (left * PageImage.Channels);
            if (Sse.IsSupported)
            {
                Sse.Prefetch0(corner + (RowsAhead * (nint)_stride));
            }

            BilinearBlock.Read(corner, _stride, u, v, output);
            return;
        }

        AtEdge(across, down, left, right, top, bottom, room >= 0, patch, output);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AtEdge(
        int* across, int* down, int left, int right, int top, int bottom, bool fits, byte* patch, byte* output)
    {
        if (right < -1 || bottom < -1 || left >= size.Width || top >= size.Height)
        {
            Vector256<byte>.Zero.Store(output);
        }
        else if (fits)
        {
            Cut(left, top, patch);
            Vector256<int> u = Vector256.Load(across) - Vector256.Create(left << Bits);
            Vector256<int> v = Vector256.Load(down) - Vector256.Create(top << Bits);
            BilinearBlock.Read(patch, BilinearBlock.PatchBytes, u, v, output);
        }
        else
        {
            for (int i = 0; i < BilinearBlock.Pixels; i++)
            {
                Cut(across[i] >> Bits, down[i] >> Bits, patch);
                (int u, int v) = (across[i] & ((1 << Bits) - 1), down[i] & ((1 << Bits) - 1));
                BilinearBlock.ReadOne(patch, BilinearBlock.PatchBytes, u, v, output + (i * PageImage.Channels));
            }
        }
    }

    /// <summary>Copies the part of a patch that lies on the page; the rest is black.</summary>
    private void Cut(int left, int top, byte* patch)
    {
        new Span<byte>(patch, BilinearBlock.PatchRows * BilinearBlock.PatchBytes).Clear();
        int from = Math.Max(0, left);
        int pixels = Math.Max(0, Math.Min(size.Width, left + (BilinearBlock.PatchBytes / PageImage.Channels)) - from);
        int bytes = pixels * PageImage.Channels;
        for (int row = Math.Max(0, -top); row < BilinearBlock.PatchRows && top + row < size.Height; row++)
        {
            byte* start = input + ((nint)(top + row) * _stride) + (from * PageImage.Channels);
            byte* place = patch + (row * BilinearBlock.PatchBytes) + ((from - left) * PageImage.Channels);
            new ReadOnlySpan<byte>(start, bytes).CopyTo(new Span<byte>(place, bytes));
        }
    }
}
