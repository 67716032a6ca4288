namespace RoDLA.Imaging;

/// <summary>The words of a page, or of a part of it.</summary>
/// <param name="Lines">Lines with their words, in reading order as far as the source knows it.</param>
public sealed record PageText(IReadOnlyList<IReadOnlyList<PageWord>> Lines)
{
    /// <summary>No words.</summary>
    public static PageText Empty { get; } = new([]);

    /// <summary>Whether it has no words.</summary>
    public bool IsEmpty => Lines.Count == 0;
}
