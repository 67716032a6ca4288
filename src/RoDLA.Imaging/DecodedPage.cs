namespace RoDLA.Imaging;

/// <summary>One decoded page, possibly at a reduced size.</summary>
/// <param name="Image">The pixels; disposed with this object.</param>
/// <param name="FullSize">Upright size of the page; larger than the image when the page was decoded at a reduced size.</param>
public sealed record DecodedPage(PageImage Image, PageSize FullSize) : IDisposable
{
    /// <summary>Returns the pixels to the pool.</summary>
    public void Dispose() => Image.Dispose();
}
