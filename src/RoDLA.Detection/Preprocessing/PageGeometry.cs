namespace RoDLA.Detection.Preprocessing;

/// <summary>Position of a page in the input tensor; converts tensor pixels to page pixels.</summary>
/// <param name="Page">Size of the full page.</param>
/// <param name="Tensor">Width and height of the input tensor.</param>
/// <param name="Content">Size of the page inside the tensor.</param>
/// <param name="OffsetX">Padding left of the page.</param>
/// <param name="OffsetY">Padding above the page.</param>
internal readonly record struct PageGeometry(PageSize Page, PageSize Tensor, PageSize Content, int OffsetX, int OffsetY)
{
    /// <summary>Converts corners in tensor pixels to a box in page pixels, clipped to the page.</summary>
    public BoundingBox ToPage(float x1, float y1, float x2, float y2)
    {
        float scaleX = (float)Page.Width / Content.Width;
        float scaleY = (float)Page.Height / Content.Height;
        return Clip((x1 - OffsetX) * scaleX, (y1 - OffsetY) * scaleY, (x2 - OffsetX) * scaleX, (y2 - OffsetY) * scaleY);
    }

    /// <summary>A box in page pixels, clipped to the page.</summary>
    public BoundingBox Clip(float x1, float y1, float x2, float y2) => new(
        Math.Clamp(x1, 0, Page.Width), Math.Clamp(y1, 0, Page.Height), Math.Clamp(x2, 0, Page.Width), Math.Clamp(y2, 0, Page.Height));
}
