using System.Globalization;
using RoDLA.Analysis.Charts.Page;
using RoDLA.Analysis.Metrics;
using RoDLA.Detection;
using RoDLA.Imaging;

namespace RoDLA.Tests.Analysis.Charts;

/// <summary>Pages that the charts are drawn from in tests and benchmarks; the same on every run.</summary>
internal static class ChartPages
{
    public static readonly PageSize A4 = new(1654, 2339);

    private static readonly string[] DocLayNet =
    [
        "Caption", "Footnote", "Formula", "List-item", "Page-footer", "Page-header", "Picture", "Section-header", "Table", "Text", "Title",
    ];

    private static readonly string[] Kinds =
    [
        "title", "paragraph", "list", "caption", "figure", "table", "footnote", "formula", "header", "footer", "sidebar",
    ];

    private static readonly string[] Places =
    [
        "first_level", "second_level", "chapter", "advertisement_and_supplement", "question_number_and_answer", "editorial", "reference",
    ];

    /// <summary>One detection.</summary>
    public static ChartInput Single() => Input([new LayoutElement(10, "Title", 0.9137f, new BoundingBox(210, 180, 1440, 262))]);

    /// <summary>47 elements of the 11 classes of DocLayNet on a two-column page.</summary>
    public static ChartInput Realistic()
    {
        Random random = new(7);
        List<LayoutElement> elements = [];
        void Add(string name, double x, double y, double width, double height) => elements.Add(new LayoutElement(
            Array.IndexOf(DocLayNet, name), name, (float)Math.Round(0.985 - (0.66 * Math.Pow(random.NextDouble(), 2.6)), 4),
            new BoundingBox((float)x, (float)y, (float)(x + width), (float)(y + height))));
        Add("Page-header", 180, 70, 620, 34);
        Add("Title", 180, 160, 1290, 96);
        foreach (double column in (double[])[180, 850])
        {
            double y = 320;
            for (int i = 0; i < 20; i++)
            {
                (string name, double height) = (i, column) switch
                {
                    (0 or 7 or 13, _) => ("Section-header", 30),
                    (3 or 10, < 500) => ("Formula", 54),
                    (8 or 9 or 10 or 11, _) => ("List-item", 38 + random.Next(20)),
                    (4, < 500) => ("Picture", 330),
                    (15, > 500) => ("Table", 420),
                    (5, < 500) or (16, > 500) => ("Caption", 44),
                    (19, _) => ("Footnote", 40),
                    _ => ("Text", 48 + random.Next(70)),
                };
                Add(name, column + (name is "List-item" ? 30 : 0), y, name is "Formula" ? 420 : 600, height);
                y += height + 14;
            }
        }

        Add("Text", 180, 1990, 600, 60);
        Add("Text", 850, 2040, 600, 60);
        Add("Footnote", 180, 2110, 600, 34);
        Add("Page-footer", 180, 2240, 500, 28);
        Add("Page-footer", 1380, 2240, 80, 28);
        return Input(elements);
    }

    /// <summary><paramref name="count"/> detections, the first ones of one class each until all <paramref name="classes"/> occur.</summary>
    public static ChartInput Many(int count, int classes, Func<int, string>? name = null, int seed = 11)
    {
        Random random = new(seed);
        List<LayoutElement> elements = [];
        for (int i = 0; i < count; i++)
        {
            int id = i < classes ? i : (int)(classes * Math.Pow(random.NextDouble(), 2.5));
            double x = random.NextDouble() * 1500;
            double y = 2200 * Math.Pow(random.NextDouble(), 1.4);
            double width = 12 + ((A4.Width - 12 - x) * Math.Pow(random.NextDouble(), 2));
            double height = 10 + (300 * Math.Pow(random.NextDouble(), 3));
            float confidence = (float)Math.Round(0.3 + (0.7 * Math.Sqrt(random.NextDouble())), 4);
            elements.Add(new LayoutElement(
                id, (name ?? LongName)(id), confidence, new BoundingBox((float)x, (float)y, (float)(x + width), (float)(y + height))));
        }

        return Input(elements);
    }

    /// <summary>Name of a class, up to 40 characters long.</summary>
    public static string LongName(int id)
    {
        string name = id < 11 ? Kinds[id] : $"{Places[(id / 11) % 7]}_{Kinds[id % 11]}";
        return name.Length > 40 ? name[..40] : name;
    }

    /// <summary>A short name.</summary>
    public static string ShortName(int id) => "class " + id.ToString(CultureInfo.InvariantCulture);

    /// <summary>The elements with their figures.</summary>
    public static ChartInput Input(IReadOnlyList<LayoutElement> elements, PageSize? page = null) =>
        new(elements, page ?? A4, new PageAnalyzer().Analyze(elements, page ?? A4));
}
