using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RoDLA.Detection.Preprocessing;

/// <summary>
/// Resizes, reorders and normalises a page into a planar input tensor in one pass over the rows, rounded to 8 bits as in training. Rows
/// are mixed first (contiguous, so it vectorises), then each row is resampled pixel by pixel. Bilinear uses OpenCV's arithmetic.
/// </summary>
internal sealed class TensorWriter
{
    private static readonly FrozenDictionary<string, Func<int, int, ResampleWeights>?> Kernels =
        new Dictionary<string, Func<int, int, ResampleWeights>?>
        {
            ["area"] = ResampleWeights.Area,
            ["bicubic"] = ResampleWeights.Bicubic,
            ["bilinear"] = null,
            ["bilinear_antialiased"] = ResampleWeights.Antialiased,
        }.ToFrozenDictionary();

    private readonly float[][] _levels;
    private readonly int[] _sourceChannel;
    private readonly float[] _padding;
    private readonly Func<int, int, ResampleWeights>? _weights;

    public TensorWriter(InputSpec input)
    {
        _sourceChannel = input.ChannelOrder == "bgr" ? [2, 1, 0] : [0, 1, 2];
        _levels = [.. Enumerable.Range(0, PageImage.Channels).Select(c => Levels(input, c))];
        _padding = [.. Enumerable.Range(0, PageImage.Channels).Select(c => input.PadValue is { } pad ? Normalize(input, c, pad) : 0)];
        _weights = Kernels[input.Interpolation];
    }

    /// <summary>Names of the interpolations, in alphabetical order.</summary>
    public static IReadOnlyList<string> Interpolations { get; } = [.. Kernels.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Fills <paramref name="tensor"/>, [3, height, width] of the geometry's tensor size.</summary>
    public void Write(PageImage image, PageGeometry geometry, Span<float> tensor)
    {
        int plane = geometry.Tensor.Width * geometry.Tensor.Height;
        for (int c = 0; c < PageImage.Channels; c++)
        {
            tensor.Slice(c * plane, plane).Fill(_padding[c]);
        }

        if (_weights is null)
        {
            WriteBilinear(image, geometry, tensor, plane);
        }
        else
        {
            WriteWeighted(image, geometry, tensor, _weights);
        }
    }

    private void WriteBilinear(PageImage image, PageGeometry geometry, Span<float> tensor, int plane)
    {
        using BilinearRows rows = new(image, geometry.Content);
        for (int y = 0; y < geometry.Content.Height; y++)
        {
            ReadOnlySpan<byte> row = rows.Read(y);
            int target = ((geometry.OffsetY + y) * geometry.Tensor.Width) + geometry.OffsetX;
            for (int channel = 0; channel < PageImage.Channels; channel++)
            {
                Span<float> values = tensor.Slice((channel * plane) + target, geometry.Content.Width);
                float[] levels = _levels[channel];
                for (int x = 0, source = _sourceChannel[channel]; x < values.Length; x++, source += PageImage.Channels)
                {
                    values[x] = levels[row[source]];
                }
            }
        }
    }

    private void WriteWeighted(
        PageImage image, PageGeometry geometry, Span<float> tensor, Func<int, int, ResampleWeights> weights)
    {
        PageSize content = geometry.Content;
        int plane = geometry.Tensor.Width * geometry.Tensor.Height;
        using ResampleWeights down = weights(image.Height, content.Height);
        using ResampleWeights across = weights(image.Width, content.Width);

        // One float more than the row: pixels are loaded four floats at a time.
        float[] rented = ArrayPool<float>.Shared.Rent(image.Stride + 1);
        try
        {
            Span<float> row = rented.AsSpan(0, image.Stride + 1);
            for (int y = 0; y < content.Height; y++)
            {
                MixRows(image, down, y, row);
                WriteRow(row, across, tensor, plane, ((geometry.OffsetY + y) * geometry.Tensor.Width) + geometry.OffsetX);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    private static void MixRows(PageImage image, ResampleWeights down, int y, Span<float> mixed)
    {
        mixed.Clear();
        ReadOnlySpan<float> weights = down.Of(y);
        for (int t = 0; t < weights.Length; t++)
        {
            AddScaled(image.Row(down.Start(y) + t), weights[t], mixed);
        }
    }

    /// <summary>sum += weight · bytes.</summary>
    private static void AddScaled(ReadOnlySpan<byte> bytes, float weight, Span<float> sum)
    {
        ref byte source = ref MemoryMarshal.GetReference(bytes);
        ref float target = ref MemoryMarshal.GetReference(sum);
        Vector256<float> factor = Vector256.Create(weight);
        int i = 0;
        for (; i <= bytes.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(Vector128.LoadUnsafe(ref source, (nuint)i));
            Add(low, ref Unsafe.Add(ref target, i), factor);
            Add(high, ref Unsafe.Add(ref target, i + Vector128<ushort>.Count), factor);
        }

        for (; i < bytes.Length; i++)
        {
            Unsafe.Add(ref target, i) += weight * Unsafe.Add(ref source, i);
        }

        static void Add(Vector128<ushort> values, ref float target, Vector256<float> factor)
        {
            (Vector128<uint> low, Vector128<uint> high) = Vector128.Widen(values);
            Vector256<float> floats = Vector256.ConvertToSingle(Vector256.Create(low, high).AsInt32());
            Vector256.FusedMultiplyAdd(floats, factor, Vector256.LoadUnsafe(ref target)).StoreUnsafe(ref target);
        }
    }

    private void WriteRow(ReadOnlySpan<float> row, ResampleWeights across, Span<float> tensor, int plane, int start)
    {
        ref float source = ref MemoryMarshal.GetReference(row);
        (float[] first, float[] second, float[] third) = (_levels[0], _levels[1], _levels[2]);
        (int a, int b, int c) = (_sourceChannel[0], _sourceChannel[1], _sourceChannel[2]);
        for (int x = 0; x < across.Length; x++)
        {
            Vector128<float> pixel = Vector128.Create(0.5f);
            ref float from = ref Unsafe.Add(ref source, across.Start(x) * PageImage.Channels);
            ReadOnlySpan<float> weights = across.Of(x);
            for (int t = 0; t < weights.Length; t++)
            {
                Vector128<float> value = Vector128.LoadUnsafe(ref from, (nuint)(t * PageImage.Channels));
                pixel = Vector128.FusedMultiplyAdd(value, Vector128.Create(weights[t]), pixel);
            }

            // Bicubic weights may be negative.
            Vector128<int> level = Vector128.Clamp(
                Vector128.ConvertToInt32(Vector128.Floor(pixel)), Vector128<int>.Zero, Vector128.Create(255));
            int target = start + x;
            tensor[target] = first[level[a]];
            tensor[plane + target] = second[level[b]];
            tensor[(2 * plane) + target] = third[level[c]];
        }
    }

    private static float[] Levels(InputSpec input, int channel) =>
        [.. Enumerable.Range(0, 256).Select(value => Normalize(input, channel, value))];

    private static float Normalize(InputSpec input, int channel, float value) =>
        ((value * input.Scale) - input.Mean[channel]) / input.Std[channel];
}
