namespace RoDLA.Analysis.Text;

/// <summary>The text of an element.</summary>
/// <param name="Text">Its words in order; lines of code, items of a list and rows of a table are apart. Null when it has none.</param>
/// <param name="Lines">Its words, line by line; null when it has none.</param>
/// <param name="Cells">Rows of cells of a ruled table; null for others.</param>
internal sealed record ElementText(
    string? Text, IReadOnlyList<IReadOnlyList<PageWord>>? Lines, IReadOnlyList<IReadOnlyList<string>>? Cells)
{
    /// <summary>No text.</summary>
    public static ElementText None { get; } = new(null, null, null);
}
