using System.Globalization;
using System.Security;
using RoDLA.Imaging;
using RoDLA.Imaging.Painting;
using RoDLA.Imaging.Writing;

namespace RoDLA.ContactSheet;

/// <summary>A grid of pages: each small and whole, a piece of it at full size beside, a line of text above.</summary>
internal sealed class Sheet : IDisposable
{
    private const int ThumbWidth = 180;
    private const int ThumbHeight = 254;
    private const int Gap = 8;
    private const int TextHeight = 20;
    private const int CellWidth = (2 * ThumbWidth) + 4 + Gap;
    private const int CellHeight = TextHeight + ThumbHeight + Gap;
    private const int Quality = 58;
    private const byte Grey = 200;
    private readonly PageImage _page;

    public Sheet(int rows, int columns)
    {
        _page = PageImage.Rent((columns * CellWidth) + Gap, (rows * CellHeight) + Gap);
        _page.Pixels.Fill(Grey);
    }

    public void Place(int row, int column, PageImage picture, string text)
    {
        int x = Gap + (column * CellWidth);
        int y = Gap + (row * CellHeight);
        string svg = string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{CellWidth - Gap}" height="{TextHeight}">
            <rect width="100%" height="100%" fill="rgb({Grey},{Grey},{Grey})"/>
            <text x="1" y="14" font-family="{SvgRenderer.FontFamily}" font-size="11">{SecurityElement.Escape(text)}</text></svg>
            """);
        using PageImage label = SvgRenderer.ToPage(svg);
        Paste(label, 0, 0, x, y);
        double scale = Math.Min((double)ThumbWidth / picture.Width, (double)ThumbHeight / picture.Height);
        var size = new PageSize(Math.Max(1, (int)(picture.Width * scale)), Math.Max(1, (int)(picture.Height * scale)));
        using PageImage thumb = PageResizer.Resize(picture, size);
        Paste(thumb, 0, 0, x, y + TextHeight);
        Paste(picture, picture.Width * 3 / 10, picture.Height / 4, x + ThumbWidth + 4, y + TextHeight);
    }

    public byte[] ToJpeg() => ImageWriter.ToJpeg(_page, Quality);

    public void Dispose() => _page.Dispose();

    private void Paste(PageImage source, int fromX, int fromY, int x, int y)
    {
        int width = Math.Min(source.Width - fromX, source.Height == TextHeight ? CellWidth - Gap : ThumbWidth);
        for (int row = 0; row < Math.Min(ThumbHeight, source.Height - fromY); row++)
        {
            source.Row(fromY + row).Slice(fromX * PageImage.Channels, width * PageImage.Channels)
                .CopyTo(_page.Row(y + row)[(x * PageImage.Channels)..]);
        }
    }
}
