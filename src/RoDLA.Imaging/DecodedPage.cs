namespace RoDLA.Imaging;

/// <summary>One page in pixels, perhaps decoded smaller than it is.</summary>
/// <param name="Image">The pixels; disposed with this.</param>
/// <param name="FullSize">Size of the page as a person sees it; larger than the image's when it was shrunk while decoding.</param>
public sealed record DecodedPage(PageImage Image, PageSize FullSize) : IDisposable
{
    /// <summary>Gives the pixels back.</summary>
    public void Dispose() => Image.Dispose();
}
