using RoDLA.Analysis.Charts.Drawing;
using RoDLA.Analysis.Charts.Page;
using RoDLA.Detection;
using RoDLA.Imaging;
using Xunit;

namespace RoDLA.Tests.Analysis.Charts;

/// <summary>Every chart of pages poor and rich, odd and ordinary: readable, whole, well-formed.</summary>
public sealed class ChartLayoutTests
{
    private static readonly Dictionary<string, Func<ChartInput>> Pages = new()
    {
        ["one detection"] = ChartPages.Single,
        ["realistic"] = ChartPages.Realistic,
        ["300 of 1 class"] = () => ChartPages.Many(300, 1),
        ["300 of 74 classes, short names"] = () => ChartPages.Many(300, 74, ChartPages.ShortName),
        ["300 of 74 classes, long names"] = () => ChartPages.Many(300, 74),
        ["74 of 74 classes, long names"] = () => ChartPages.Many(74, 74),
        ["300 of 300 classes"] = () => ChartPages.Many(300, 300, id => $"{ChartPages.LongName(id)}_{id}"),
        ["names of 40 W"] = () => ChartPages.Many(30, 12, id => new string('W', 38) + id),
        ["names of markup and emoji"] = () => ChartPages.Many(30, 6, id => $"<b a=\"{id}\"> & 'c' 😀 文档\u0001\ud800"),
        ["all equal"] = () => ChartPages.Input([.. Enumerable.Repeat(ChartPages.Single().Elements[0], 50)]),
        ["without area"] = () => ChartPages.Input([new LayoutElement(0, "Text", 0.5f, new BoundingBox(40, 50, 40, 50))]),
        ["with and without area"] = () => ChartPages.Input(
            [.. ChartPages.Realistic().Elements, new LayoutElement(0, "Text", 0.5f, new BoundingBox(40, 50, 40, 90))]),
        ["confidence 0 and 1"] = () => ChartPages.Input(
            [new LayoutElement(0, "a", 0, new BoundingBox(0, 0, 1, 1)), new LayoutElement(0, "a", 1, new BoundingBox(0, 0, 1000, 2000))]),
        ["thin quadrants"] = () => ChartPages.Input(Quadrants(297, 1, 1, 1)),
        ["thin quadrants aside"] = () => ChartPages.Input(Quadrants(75, 1, 1, 223)),
        ["thin quadrants below"] = () => ChartPages.Input(Quadrants(149, 1, 1, 149)),
        ["boxes off the page"] = () => ChartPages.Input(
        [
            new LayoutElement(0, "a", 0.5f, new BoundingBox(-900, -900, -10, -10)),
            new LayoutElement(0, "a", 0.5f, new BoundingBox(9e3f, 9e3f, 9e4f, 9e4f)),
        ]),
        ["page 8000 by 100"] = () => ChartPages.Input(ChartPages.Realistic().Elements, new PageSize(8000, 100)),
        ["page 100 by 8000"] = () => ChartPages.Input(ChartPages.Realistic().Elements, new PageSize(100, 8000)),
        ["page 1 by 1"] = () => ChartPages.Input(ChartPages.Single().Elements, new PageSize(1, 1)),
    };

    public static TheoryData<string, string> Matrix
    {
        get
        {
            TheoryData<string, string> data = [];
            foreach (string page in Pages.Keys)
            {
                foreach (string chart in PageCharts.All.Select(c => c.Name))
                {
                    data.Add(page, chart);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public void Draw_AnyPage_LabelsNeitherTouchNorLeaveTheFigure(string page, string chart)
    {
        using Figure figure = Draw(page, chart);
        FigureAssert.LabelsAreClear(figure);
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Draw_AnyPage_PaintsNothingAtTheEdgeOfThePicture(string page, string chart)
    {
        using Figure figure = Draw(page, chart);
        await FigureAssert.EdgesAreBareAsync(figure, mostHeight: 900);
    }

    private static Figure Draw(string page, string chart) => PageCharts.All.Single(c => c.Name == chart).Draw(Pages[page]());

    private static List<LayoutElement> Quadrants(params int[] counts)
    {
        List<LayoutElement> elements = [];
        for (int quadrant = 0; quadrant < counts.Length; quadrant++)
        {
            float x = quadrant % 2 == 0 ? 100 : 1500;
            float y = quadrant < 2 ? 100 : 2200;
            LayoutElement element = new(0, "Text", 0.8f, new BoundingBox(x, y, x + 20, y + 20));
            elements.AddRange(Enumerable.Repeat(element, counts[quadrant]));
        }

        return elements;
    }
}
