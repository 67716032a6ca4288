namespace RoDLA.Detection.Slicing;

/// <summary>An element that was found in a view.</summary>
/// <param name="View">The view.</param>
/// <param name="Element">The element, in pixels of the page.</param>
internal readonly record struct ViewElement(PageView View, LayoutElement Element)
{
    /// <summary>The box of the element.</summary>
    public BoundingBox Box => Element.Box;
}
