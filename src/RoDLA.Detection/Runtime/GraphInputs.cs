using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Tensors;
using RoDLA.Detection.Preprocessing;

namespace RoDLA.Detection.Runtime;

/// <summary>The inputs of one run, in the element types of the graph.</summary>
internal sealed class GraphInputs : IDisposable
{
    private readonly List<OrtValue> _values = [];
    private Float16[]? _half;

    /// <param name="graph">The graph.</param>
    /// <param name="input">What its inputs mean.</param>
    /// <param name="pixels">The pages, [images, 3, height, width]; in use until the inputs are disposed.</param>
    /// <param name="images">Number of pages.</param>
    /// <param name="geometry">Size of the tensor, and of the pages and their place in it.</param>
    public GraphInputs(InferenceSession graph, InputSpec input, Memory<float> pixels, int images, PageGeometry geometry)
    {
        Names = NamesOf(input);
        _values.Add(Pixels(graph.InputMetadata[input.Name].ElementDataType, pixels, images, geometry.Tensor));
        if (input.ValidSizeName is { } validSize)
        {
            _values.Add(Pair(
                graph.InputMetadata[validSize].ElementDataType, [2], geometry.Content.Height, geometry.Content.Width));
        }

        foreach ((string name, string kind) in input.PageInputs)
        {
            (double first, double second) = PageInputKinds.ByName[kind](geometry);
            _values.Add(Pair(graph.InputMetadata[name].ElementDataType, [images, 2], first, second));
        }
    }

    /// <summary>Names of the inputs.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Their values, in the same order.</summary>
    public IReadOnlyList<OrtValue> Values => _values;

    /// <summary>Names of the inputs that a manifest describes; the image is the first.</summary>
    public static IReadOnlyList<string> NamesOf(InputSpec input) =>
        [input.Name, .. input.ValidSizeName is { } validSize ? [validSize] : Array.Empty<string>(), .. input.PageInputs.Keys];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (OrtValue value in _values)
        {
            value.Dispose();
        }

        if (_half is not null)
        {
            LargeArrayPool.Shared.Return(_half);
        }
    }

    private OrtValue Pixels(TensorElementType type, Memory<float> pixels, int images, PageSize tensor)
    {
        long[] shape = [images, PageImage.Channels, tensor.Height, tensor.Width];
        if (type != TensorElementType.Float16)
        {
            return OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, pixels, shape);
        }

        _half = LargeArrayPool.Shared.Rent<Float16>(pixels.Length);
        TensorPrimitives.ConvertToHalf(pixels.Span, MemoryMarshal.Cast<Float16, Half>(_half.AsSpan(0, pixels.Length)));
        return OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, _half.AsMemory(0, pixels.Length), shape);
    }

    /// <summary>Two numbers, the same for each image.</summary>
    private static OrtValue Pair(TensorElementType type, long[] shape, double first, double second)
    {
        OrtValue pair = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, type, shape);
        switch (type)
        {
            case TensorElementType.Int64:
                Fill(pair.GetTensorMutableDataAsSpan<long>(), (long)first, (long)second);
                break;
            case TensorElementType.Int32:
                Fill(pair.GetTensorMutableDataAsSpan<int>(), (int)first, (int)second);
                break;
            case TensorElementType.Float16:
                Fill(pair.GetTensorMutableDataAsSpan<Float16>(), (Float16)(float)first, (Float16)(float)second);
                break;
            default:
                Fill(pair.GetTensorMutableDataAsSpan<float>(), (float)first, (float)second);
                break;
        }

        return pair;
    }

    private static void Fill<T>(Span<T> pairs, T first, T second)
    {
        for (int i = 0; i < pairs.Length; i += 2)
        {
            (pairs[i], pairs[i + 1]) = (first, second);
        }
    }
}
