using RoDLA.Imaging;
using RoDLA.Imaging.Painting;
using RoDLA.Imaging.Writing;
using Xunit;

namespace RoDLA.Tests.Imaging;

public sealed class BoxPainterTests
{
    [Fact]
    public void Paint_OneBox_DrawsOutlineAndLabel()
    {
        using PageImage page = White(400, 300);
        BoxPainter.Paint(page, [new LabelledBox(new(50, 100, 250, 200), 3, "Table 0.93")]);
        PageColor color = ClassPalette.ColorOf(3);

        Assert.Equal(color, At(page, 50, 150));
        Assert.Equal(color, At(page, 51, 150));
        Assert.Equal(color, At(page, 249, 150));
        Assert.Equal(color, At(page, 150, 199));
        Assert.Equal(new PageColor(255, 255, 255), At(page, 53, 150));
        Assert.Equal(new PageColor(255, 255, 255), At(page, 250, 150));
        Assert.Equal(color, At(page, 51, 90));
        int inked = 0;
        for (int x = 50; x < 130; x++)
        {
            inked += At(page, x, 93) == color ? 0 : 1;
        }

        Assert.InRange(inked, 10, 60);
        Keep(page, "box-one.png");
    }

    [Fact]
    public void Paint_BoxesOutsideThePage_ChangeNothingElse()
    {
        using PageImage page = White(60, 40);
        BoxPainter.Paint(page, [
            new LabelledBox(new(-500, -500, -300, -300), 0, ""),
            new LabelledBox(new(70, 50, 90, 80), 1, ""),
            new LabelledBox(new(float.NaN, 0, 10, 10), 1, "none"),
            new LabelledBox(new(float.NegativeInfinity, float.NegativeInfinity, float.PositiveInfinity, float.PositiveInfinity), 1, "")]);
        Assert.Equal(-1, page.Pixels.IndexOfAnyExcept((byte)255));
    }

    [Fact]
    public void Paint_LabelsAtEveryEdge_StayInsideThePage()
    {
        using PageImage page = White(120, 60);
        BoxPainter.Paint(page, [
            new LabelledBox(new(-10, -10, 20, 20), 0, "Page-header <&> \u0001 0.5"),
            new LabelledBox(new(110, 50, 300, 300), 1, "Caption 0.6"),
            new LabelledBox(new(0, 59, 5, 60), 2, new string('W', 500)),
            new LabelledBox(new(119, 0, 120, 1), 74, "é 表 🙂 \ud800 \u200b \u00a0 \u202e")]);
        Assert.NotEqual(-1, page.Pixels.IndexOfAnyExcept((byte)255));
    }

    [Fact]
    public void ColorOf_75Classes_AreDistinctAndReadable()
    {
        PageColor[] colors = [.. Enumerable.Range(0, 75).Select(ClassPalette.ColorOf)];
        for (int i = 0; i < colors.Length; i++)
        {
            for (int j = i + 1; j < colors.Length; j++)
            {
                Assert.True(Distance(colors[i], colors[j]) >= 12, $"Classes {i} and {j} look alike.");
            }

            double light = Math.Max(colors[i].Luminance, colors[i].TextColor.Luminance) + 0.05;
            double dark = Math.Min(colors[i].Luminance, colors[i].TextColor.Luminance) + 0.05;
            Assert.True(light / dark >= 4.5, $"Class {i}: text contrast {light / dark:0.0}.");
            Assert.True(1.05 / (colors[i].Luminance + 0.05) >= 2.5, $"Class {i} is lost on white paper.");
        }
    }

    [Fact]
    public void Paint_ManyBoxes_OutlinesTheLast()
    {
        using PageImage page = White(1240, 1754);
        string[] names =
        [
            "Caption", "Footnote", "Formula", "List-item", "Page-footer", "Page-header",
            "Picture", "Section-header", "Table", "Text", "Title",
        ];
        var random = new Random(5);
        LabelledBox[] boxes = [.. Enumerable.Range(0, 60).Select(i =>
        {
            float x = random.Next(1100);
            float y = random.Next(1700);
            string label = $"{names[i % 11]} {0.3 + (i / 100.0):0.00}";
            return new LabelledBox(new(x, y, x + 80 + random.Next(500), y + 30 + random.Next(200)), i % 11, label);
        })];
        BoxPainter.Paint(page, boxes);
        foreach (LabelledBox box in boxes[^3..])
        {
            Assert.Contains(At(page, (int)box.Box.X1, (int)Math.Min(box.Box.Y2 - 2, 1753)), Enumerable.Range(0, 11).Select(ClassPalette.ColorOf));
        }

        Keep(page, "box-many.png");
    }

    [Fact]
    public void Paint_EveryOrder_IsTheSameEveryTime()
    {
        LabelledBox[] boxes = [new(new(10, 30, 80, 60), 0, "Text 0.50"), new(new(100, 30, 180, 60), 1, "Title 0.75")];
        using PageImage once = White(200, 100);
        using PageImage again = White(200, 100);
        BoxPainter.Paint(once, boxes);
        BoxPainter.Paint(again, [.. boxes.Reverse()]);
        Assert.True(once.Pixels.SequenceEqual(again.Pixels));
    }

    private static PageImage White(int width, int height)
    {
        PageImage page = PageImage.Rent(width, height);
        page.Pixels.Fill(255);
        return page;
    }

    private static int Distance(PageColor a, PageColor b) =>
        Math.Abs(a.Red - b.Red) + Math.Abs(a.Green - b.Green) + Math.Abs(a.Blue - b.Blue);

    private static PageColor At(PageImage page, int x, int y) =>
        new(page.Row(y)[3 * x], page.Row(y)[(3 * x) + 1], page.Row(y)[(3 * x) + 2]);

    private static void Keep(PageImage page, string name)
    {
        if (Environment.GetEnvironmentVariable("RODLA_KEEP_PICTURES") is { } folder)
        {
            File.WriteAllBytes(Path.Combine(folder, name), ImageWriter.ToPng(page));
        }
    }
}
