namespace RoDLA.Imaging.Formats;

/// <summary>Random access to a range of a document without loading all of it; every read is bounds-checked.</summary>
internal readonly struct ByteWindow
{
    private readonly SafeFileHandle? _file;
    private readonly ReadOnlyMemory<byte> _memory;
    private readonly long _start;

    /// <summary>All bytes of a document: those of <paramref name="file"/> when it is open, else those in memory.</summary>
    public ByteWindow(DocumentSource source, SafeFileHandle? file)
        : this(file, source.Bytes, 0, source.Length)
    {
    }

    private ByteWindow(SafeFileHandle? file, ReadOnlyMemory<byte> memory, long start, long length)
    {
        _file = file;
        _memory = memory;
        _start = start;
        Length = length;
    }

    /// <summary>Bytes in the window.</summary>
    public long Length { get; }

    /// <summary>A part of the window, clipped to it.</summary>
    public ByteWindow Slice(long offset, long length)
    {
        offset = Math.Clamp(offset, 0, Length);
        return new ByteWindow(_file, _memory, _start + offset, Math.Clamp(length, 0, Length - offset));
    }

    /// <summary>Reads up to the length of <paramref name="target"/> and returns the number of bytes read.</summary>
    public int ReadUpTo(long offset, Span<byte> target)
    {
        if (offset < 0 || offset >= Length)
        {
            return 0;
        }

        int count = (int)Math.Min(target.Length, Length - offset);
        if (_file is null)
        {
            _memory.Span.Slice((int)(_start + offset), count).CopyTo(target);
            return count;
        }

        int read = 0;
        while (read < count)
        {
            int got = RandomAccess.Read(_file, target[read..count], _start + offset + read);
            if (got == 0)
            {
                break;
            }

            read += got;
        }

        return read;
    }

    /// <summary>Fills <paramref name="target"/>; false when the window ends before.</summary>
    public bool TryRead(long offset, Span<byte> target) => ReadUpTo(offset, target) == target.Length;
}
