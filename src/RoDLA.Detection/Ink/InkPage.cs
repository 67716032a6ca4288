namespace RoDLA.Detection.Ink;

/// <summary>
/// A page reduced by a whole factor to about 1,100 pixels along its longer side, and where its ink is: what differs from the paper round
/// it, whatever the colour of both. The memory is rented.
/// </summary>
internal sealed class InkPage : IDisposable
{
    /// <summary>Maximum of width and height.</summary>
    public const int MaxSide = (2 * LongSide) - 1;

    private const int LongSide = 1100;

    /// <summary>Side of the squares whose paper has one level.</summary>
    private const int Cell = 16;

    private byte[]? _memory;

    private InkPage(PageSize size, int factor)
    {
        Size = size;
        Factor = factor;
        _memory = LargeArrayPool.Shared.Rent<byte>(2 * (int)size.Pixels);
    }

    /// <summary>Width and height in reduced pixels.</summary>
    public PageSize Size { get; }

    /// <summary>Pixels of the page along a side of a reduced pixel.</summary>
    public int Factor { get; }

    /// <summary>Row after row, 1 for ink and 0 for paper.</summary>
    public ReadOnlySpan<byte> Ink => Plane(0);

    /// <summary>Row after row, the grey levels.</summary>
    public ReadOnlySpan<byte> Levels => Plane(1);

    /// <summary>Finds the ink of a page; null for a page that is smaller than a square of paper.</summary>
    public static InkPage? Of(PageImage image)
    {
        int factor = Math.Max(1, Math.Max(image.Width, image.Height) / LongSide);
        PageSize size = new(image.Width / factor, image.Height / factor);
        if (size.Width < Cell || size.Height < Cell)
        {
            return null;
        }

        InkPage page = new(size, factor);
        GreyReduction.Run(image, factor, size, page.Plane(1));
        PaperLevels.MarkInk(page.Levels, size, page.Plane(0));
        return page;
    }

    /// <summary>Returns the memory to the pool.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _memory, null) is { } memory)
        {
            LargeArrayPool.Shared.Return(memory);
        }
    }

    private Span<byte> Plane(int index) => (_memory ?? throw new ObjectDisposedException(nameof(InkPage)))
        .AsSpan(index * (int)Size.Pixels, (int)Size.Pixels);
}
