namespace RoDLA.Imaging.Formats;

/// <summary>The entries of one image file directory that are checked before libtiff reads the page.</summary>
internal struct TiffDirectory
{
    public TiffDirectory()
    {
    }

    /// <summary>Tag 256.</summary>
    public long Width { get; private set; }

    /// <summary>Tag 257.</summary>
    public long Height { get; private set; }

    /// <summary>Tag 274.</summary>
    public Orientation Orientation { get; private set; } = Orientation.TopLeft;

    /// <summary>Tag 277.</summary>
    public long SamplesPerPixel { get; private set; } = 1;

    /// <summary>Tag 322; 0 when the page is in strips.</summary>
    public long TileWidth { get; private set; }

    /// <summary>Tag 323; 0 when the page is in strips.</summary>
    public long TileHeight { get; private set; }

    /// <summary>Offset of the directory after this one; 0 ends the list.</summary>
    public long Next { get; set; }

    /// <summary>Stores one entry; other tags are ignored.</summary>
    public void Add(int tag, long number)
    {
        switch (tag)
        {
            case 256:
                Width = number;
                break;
            case 257:
                Height = number;
                break;
            case 274 when number is >= 1 and <= 8:
                Orientation = (Orientation)number;
                break;
            case 277:
                SamplesPerPixel = number;
                break;
            case 322:
                TileWidth = number;
                break;
            case 323:
                TileHeight = number;
                break;
        }
    }
}
