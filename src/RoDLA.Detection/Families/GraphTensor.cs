using Microsoft.ML.OnnxRuntime.Tensors;

namespace RoDLA.Detection.Families;

/// <summary>An input or output of a graph.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Type of its elements.</param>
/// <param name="Shape">Its dimensions; those below 0 are free.</param>
internal sealed record GraphTensor(string Name, TensorElementType Type, IReadOnlyList<int> Shape)
{
    /// <summary>Whether it holds fractions.</summary>
    public bool IsFloat => Type is TensorElementType.Float or TensorElementType.Float16;

    /// <summary>Name of a type of elements, such as <c>float32</c>.</summary>
    public static string NameOf(TensorElementType type) =>
        type == TensorElementType.Float ? "float32" : type.ToString().ToLowerInvariant();

    /// <summary>Whether it has so many dimensions, and those of fixed sizes agree; below 0 stands for any size.</summary>
    public bool Has(params ReadOnlySpan<int> shape)
    {
        if (Shape.Count != shape.Length)
        {
            return false;
        }

        for (int i = 0; i < shape.Length; i++)
        {
            if (shape[i] >= 0 && Shape[i] >= 0 && shape[i] != Shape[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => $"'{Name}' {NameOf(Type)} [{string.Join(", ", Shape.Select(d => d < 0 ? "any" : $"{d}"))}]";
}
