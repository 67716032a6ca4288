namespace RoDLA.Detection.Slicing;

/// <summary>A rectangle of a page that the model looks at.</summary>
/// <param name="Left">First column.</param>
/// <param name="Top">First row.</param>
/// <param name="Size">Width and height.</param>
internal readonly record struct PageView(int Left, int Top, PageSize Size)
{
    /// <summary>Column after the last.</summary>
    public int Right => Left + Size.Width;

    /// <summary>Row after the last.</summary>
    public int Bottom => Top + Size.Height;

    /// <summary>Copies the pixels of the rectangle.</summary>
    public PageImage Cut(PageImage page)
    {
        PageImage cut = PageImage.Rent(Size.Width, Size.Height);
        for (int y = 0; y < cut.Height; y++)
        {
            page.Row(Top + y).Slice(Left * PageImage.Channels, cut.Stride).CopyTo(cut.Row(y));
        }

        return cut;
    }

    /// <summary>Moves an element from pixels of the rectangle to pixels of the page.</summary>
    public LayoutElement ToPage(LayoutElement element)
    {
        BoundingBox box = element.Box;
        return element with { Box = new BoundingBox(box.X1 + Left, box.Y1 + Top, box.X2 + Left, box.Y2 + Top) };
    }
}
