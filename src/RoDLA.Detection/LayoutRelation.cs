namespace RoDLA.Detection;

/// <summary>A relation between two elements of a page.</summary>
/// <param name="From">Index of the element that has the relation, such as the caption.</param>
/// <param name="To">Index of the element that it is related to, such as the figure.</param>
/// <param name="Name">Kind of the relation: <c>caption_of</c>, <c>footnote_of</c>, or a name of the layout rules.</param>
public sealed record LayoutRelation(int From, int To, string Name)
{
    /// <summary>From a caption to its figure or table.</summary>
    public const string CaptionOf = "caption_of";

    /// <summary>From a footnote to the table above it, or the nearest text above it.</summary>
    public const string FootnoteOf = "footnote_of";
}
