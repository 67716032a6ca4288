namespace RoDLA.Analysis.Exports.Documents;

/// <summary>Writes the elements of a document as text, one after the other.</summary>
internal abstract class DocumentWriter
{
    /// <summary>The text so far.</summary>
    protected StringBuilder Text { get; } = new();

    /// <summary>Ends the document.</summary>
    /// <returns>All of it.</returns>
    public abstract string End();

    /// <summary>A page begins.</summary>
    public abstract void Page(int number);

    /// <summary>A title or heading.</summary>
    public abstract void Heading(int level, string text);

    /// <summary>A paragraph.</summary>
    public abstract void Paragraph(string text);

    /// <summary>An item of a list, with its bullet or number.</summary>
    public abstract void ListItem(string text);

    /// <summary>Lines of code.</summary>
    public abstract void Code(string text);

    /// <summary>A table by its cells; the first row is the head.</summary>
    public abstract void Table(IReadOnlyList<IReadOnlyList<string>> rows);

    /// <summary>A picture beside the document, and what stands in its place where it is not shown.</summary>
    public abstract void Picture(string path, string alternative);

    /// <summary>A caption.</summary>
    public abstract void Caption(string text);

    /// <summary>A note at the foot, at the end, or in the margin.</summary>
    public abstract void Note(string text);

    /// <summary>A running head or foot, or the number of the page.</summary>
    public abstract void RunningHead(string text);

    /// <summary>A line between parts.</summary>
    public abstract void Rule();
}
