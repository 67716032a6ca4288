namespace RoDLA.Analysis.Text;

/// <summary>The text of a page's elements.</summary>
/// <param name="Elements">One for each element, or empty when text was not asked for or there is none.</param>
/// <param name="Notes">Why there is none.</param>
internal sealed record PageTexts(IReadOnlyList<ElementText> Elements, IReadOnlyList<string> Notes)
{
    /// <summary>Text that was not asked for.</summary>
    public static PageTexts NotAskedFor { get; } = new([], []);

    /// <summary>The text of an element.</summary>
    public ElementText Of(int index) => Elements.Count == 0 ? ElementText.None : Elements[index];
}
