using RoDLA.Analysis.Text;
using RoDLA.Imaging;
using Xunit;

namespace RoDLA.Tests.Analysis.Text;

public sealed class TableGridTests
{
    private static readonly BoundingBox Table = new(20, 30, 320, 230);

    [Theory]
    [InlineData(0, 1, true)]
    [InlineData(150, 1, true)]
    [InlineData(0, 3, true)]
    [InlineData(0, 1, false)]
    public void Find_RuledTable_HasItsCells(byte shade, int thickness, bool frame)
    {
        using PageImage page = Page();
        if (frame)
        {
            Fill(page, 20, 30, 300, thickness, shade);
            Fill(page, 20, 230 - thickness, 300, thickness, shade);
            Fill(page, 20, 30, thickness, 200, shade);
            Fill(page, 320 - thickness, 30, thickness, 200, shade);
        }

        Fill(page, 20, 80, 300, thickness, shade);
        Fill(page, 20, 150, 300, thickness, shade);
        Fill(page, 120, 30, thickness, 200, shade);

        TableGrid grid = TableGrid.Find(page, Table)!;

        Assert.Equal([20, 120 + (thickness / 2f), 320], grid.Columns);
        Assert.Equal([30, 80 + (thickness / 2f), 150 + (thickness / 2f), 230], grid.Rows);
        Assert.Equal([2, 2, 2], grid.Cells().Select(row => row.Count));
    }

    [Fact]
    public void Find_LinesOfOneKind_IsNoGrid()
    {
        using PageImage page = Page();
        Fill(page, 20, 80, 300, 1, 0);
        Fill(page, 20, 150, 300, 1, 0);
        Assert.Null(TableGrid.Find(page, Table));
    }

    [Fact]
    public void Find_RowsOfLetters_AreNoLines()
    {
        using PageImage page = Page();
        for (int y = 40; y < 220; y += 20)
        {
            for (int x = 25; x < 310; x += 8)
            {
                Fill(page, x, y, 4, 10, 0);
            }
        }

        Assert.Null(TableGrid.Find(page, Table));
    }

    private static PageImage Page()
    {
        PageImage page = PageImage.Rent(400, 300);
        page.Pixels.Fill(255);
        return page;
    }

    private static void Fill(PageImage page, int x, int y, int width, int height, byte shade)
    {
        for (int row = y; row < y + height; row++)
        {
            page.Row(row).Slice(x * PageImage.Channels, width * PageImage.Channels).Fill(shade);
        }
    }
}
