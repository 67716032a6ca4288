using RoDLA.Imaging.Scheduling;

namespace RoDLA.Imaging;

/// <summary>
/// Pixels of one page: RGB, 8 bits a channel, row after row from the top left, no padding between rows. The memory is rented from a pool
/// and returned on <see cref="Dispose"/>, so that a request allocates no pixel buffer.
/// </summary>
public sealed class PageImage : IDisposable
{
    /// <summary>Bytes per pixel: red, green, blue.</summary>
    public const int Channels = 3;

    private byte[]? _buffer;
    private AdmissionGate.Lease _room;

    private PageImage(byte[] buffer, PageSize size)
    {
        _buffer = buffer;
        Size = size;
    }

    /// <summary>Width and height in pixels.</summary>
    public PageSize Size { get; }

    /// <summary>What to know of how the page was read, such as a reduced resolution, in sentences; empty when nothing.</summary>
    public IReadOnlyList<string> Notes { get; set; } = [];

    /// <summary>Pixels across.</summary>
    public int Width => Size.Width;

    /// <summary>Pixels down.</summary>
    public int Height => Size.Height;

    /// <summary>Bytes from one row to the next: width × 3.</summary>
    public int Stride => Width * Channels;

    /// <summary>All bytes, <see cref="Stride"/> × <see cref="Height"/> of them.</summary>
    public Span<byte> Pixels => Memory.Span;

    /// <summary>The same bytes as <see cref="Pixels"/>, for asynchronous code.</summary>
    public Memory<byte> Memory
    {
        get
        {
            ObjectDisposedException.ThrowIf(_buffer is null, this);
            return _buffer.AsMemory(0, Stride * Height);
        }
    }

    /// <summary>
    /// Rents a buffer for <paramref name="width"/> × <paramref name="height"/> pixels from the pool; its content is undefined.
    /// </summary>
    public static PageImage Rent(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        return new PageImage(LargeArrayPool.Shared.Rent<byte>(checked(width * height * Channels)), new PageSize(width, height));
    }

    /// <summary>Hands the room in the <see cref="PixelBudget"/> over to a page that outlives this one.</summary>
    public void MoveRoomTo(PageImage other)
    {
        ArgumentNullException.ThrowIfNull(other);
        (other._room, _room) = (_room, default);
    }

    /// <summary>The bytes of row <paramref name="y"/>.</summary>
    public Span<byte> Row(int y) => Pixels.Slice(y * Stride, Stride);

    /// <summary>Copies the pixels into a second buffer.</summary>
    public PageImage Clone()
    {
        PageImage copy = Rent(Width, Height);
        Pixels.CopyTo(copy.Pixels);
        return copy;
    }

    /// <summary>Copies a part into a second buffer.</summary>
    public PageImage Crop(PagePart part)
    {
        PageImage copy = Rent(part.Width, part.Height);
        for (int y = 0; y < part.Height; y++)
        {
            Row(part.Y + y).Slice(part.X * Channels, copy.Stride).CopyTo(copy.Row(y));
        }

        return copy;
    }

    /// <summary>Returns the buffer to the pool, and the room to the budget.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer)
        {
            LargeArrayPool.Shared.Return(buffer);
            _room.Dispose();
        }
    }

    /// <summary>Keeps room in the budget until this is disposed.</summary>
    internal PageImage WithRoom(AdmissionGate.Lease room)
    {
        _room = room;
        return this;
    }
}
