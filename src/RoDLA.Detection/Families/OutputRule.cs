using System.Globalization;

namespace RoDLA.Detection.Families;

/// <summary>What a family expects of an output tensor.</summary>
/// <param name="Role">What it holds.</param>
/// <param name="Meaning">What the expected shape means, as the end of a sentence.</param>
/// <param name="Shapes">
/// The shapes that it may have, such as <c>[1, N, 4]</c>: numbers must be the same where the graph fixes them, the number of images
/// first.
/// </param>
internal sealed record OutputRule(OutputRole Role, string Meaning, params IReadOnlyList<string> Shapes)
{
    /// <summary>Whether a manifest may leave it out.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Whether it may hold whole numbers.</summary>
    public bool MayBeInteger { get; init; }

    /// <summary>The expected shapes, as text.</summary>
    public string Expected => string.Join(" or ", Shapes);

    /// <summary>Whether a tensor of a graph has one of the shapes; dimensions below 0 are free.</summary>
    public bool Fits(IReadOnlyList<int> dimensions) => Shapes.Any(shape => Fits(shape.Trim('[', ']').Split(", "), dimensions));

    private static bool Fits(string[] shape, IReadOnlyList<int> dimensions) =>
        shape.Length == dimensions.Count
        && shape.Zip(dimensions).All(pair => pair.Second < 0
            || !int.TryParse(pair.First, NumberStyles.None, CultureInfo.InvariantCulture, out int wanted)
            || wanted == pair.Second);
}
