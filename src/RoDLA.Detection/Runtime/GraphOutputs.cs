using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Tensors;
using RoDLA.Detection.Families;

namespace RoDLA.Detection.Runtime;

/// <summary>The outputs of one run, as float32; those that the graph has in another type are converted.</summary>
/// <param name="values">The outputs.</param>
/// <param name="roles">What they hold, in the same order.</param>
internal sealed class GraphOutputs(IDisposableReadOnlyCollection<OrtValue> values, IReadOnlyList<OutputRole> roles) : IDisposable
{
    private readonly List<float[]> _converted = [];

    /// <summary>The outputs; valid until this is disposed.</summary>
    public ModelOutputs Read(int images) => new()
    {
        Images = images,
        Scores = Read(OutputRole.Scores),
        Boxes = Read(OutputRole.Boxes),
        Labels = Read(OutputRole.Labels),
        Rows = Read(OutputRole.Rows),
        RowLength = Find(OutputRole.Rows) is { } rows ? (int)rows.GetTensorTypeAndShape().Shape[^1] : 1,
        Count = Read(OutputRole.Count),
        Order = Read(OutputRole.Order),
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        values.Dispose();
        foreach (float[] array in _converted)
        {
            LargeArrayPool.Shared.Return(array);
        }
    }

    private OrtValue? Find(OutputRole role)
    {
        for (int i = 0; i < roles.Count; i++)
        {
            if (roles[i] == role)
            {
                return values[i];
            }
        }

        return null;
    }

    private ReadOnlySpan<float> Read(OutputRole role)
    {
        if (Find(role) is not { } value)
        {
            return [];
        }

        switch (value.GetTensorTypeAndShape().ElementDataType)
        {
            case TensorElementType.Float16:
                ReadOnlySpan<Half> half = MemoryMarshal.Cast<Float16, Half>(value.GetTensorDataAsSpan<Float16>());
                Span<float> singles = Rent(half.Length);
                TensorPrimitives.ConvertToSingle(half, singles);
                return singles;
            case TensorElementType.Int64:
                return Convert(value.GetTensorDataAsSpan<long>());
            case TensorElementType.Int32:
                return Convert(value.GetTensorDataAsSpan<int>());
            default:
                return value.GetTensorDataAsSpan<float>();
        }
    }

    private ReadOnlySpan<float> Convert<T>(ReadOnlySpan<T> numbers)
        where T : unmanaged, System.Numerics.INumberBase<T>
    {
        Span<float> singles = Rent(numbers.Length);
        TensorPrimitives.ConvertTruncating(numbers, singles);
        return singles;
    }

    private Span<float> Rent(int length)
    {
        float[] array = LargeArrayPool.Shared.Rent<float>(Math.Max(1, length));
        _converted.Add(array);
        return array.AsSpan(0, length);
    }
}
