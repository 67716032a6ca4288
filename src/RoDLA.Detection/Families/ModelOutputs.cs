namespace RoDLA.Detection.Families;

/// <summary>
/// Outputs of a run, of all its images or of one, each as float32 row after row; those that a model has not got are empty.
/// </summary>
internal readonly ref struct ModelOutputs
{
    public ModelOutputs()
    {
    }

    /// <summary>Number of images.</summary>
    public int Images { get; init; } = 1;

    /// <summary><see cref="OutputSpec.Scores"/>.</summary>
    public ReadOnlySpan<float> Scores { get; init; }

    /// <summary><see cref="OutputSpec.Boxes"/>.</summary>
    public ReadOnlySpan<float> Boxes { get; init; }

    /// <summary><see cref="OutputSpec.Labels"/>.</summary>
    public ReadOnlySpan<float> Labels { get; init; }

    /// <summary><see cref="OutputSpec.Rows"/>.</summary>
    public ReadOnlySpan<float> Rows { get; init; }

    /// <summary>Length of the last dimension of <see cref="Rows"/>.</summary>
    public int RowLength { get; init; } = 1;

    /// <summary><see cref="OutputSpec.Count"/>.</summary>
    public ReadOnlySpan<float> Count { get; init; }

    /// <summary><see cref="OutputSpec.Order"/>.</summary>
    public ReadOnlySpan<float> Order { get; init; }

    /// <summary>The outputs of one image: an equal part of each.</summary>
    public ModelOutputs Of(int image) => new()
    {
        Scores = Part(Scores, image),
        Boxes = Part(Boxes, image),
        Labels = Part(Labels, image),
        Rows = Part(Rows, image),
        RowLength = RowLength,
        Count = Part(Count, image),
        Order = Part(Order, image),
    };

    private ReadOnlySpan<float> Part(ReadOnlySpan<float> values, int image) =>
        values.Slice(image * (values.Length / Images), values.Length / Images);
}
