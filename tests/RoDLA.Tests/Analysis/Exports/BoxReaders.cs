using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using MiniExcelLibs;
using RoDLA.Tests.Jobs.Exports;

namespace RoDLA.Tests.Analysis.Exports;

/// <summary>
/// Reads the boxes of one page back out of each format, by its specification, as corners in pixels and the name of the class.
/// </summary>
internal static partial class BoxReaders
{
    public static IReadOnlyList<(string Class, double X1, double Y1, double X2, double Y2)> Read(string format, byte[] file) =>
        format switch
        {
            "csv" => Rows(Exported.Rows(file).Select(row => row.ToDictionary(c => c.Key, c => (object)c.Value))),
            "xlsx" => Rows(MiniExcel.Query(new MemoryStream(file), useHeaderRow: true, sheetName: "detections")
                .Cast<IDictionary<string, object>>()),
            "json" => Report(Json(file)),
            "jsonl" => Report(Json(file).GetProperty("report")),
            "yolo" => [.. Encoding.UTF8.GetString(file).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Yolo)],
            "coco" => Coco(Json(file)),
            "voc" => [.. Xml(file).Descendants("object").Select(Voc)],
            "labelstudio" => LabelStudio(Json(Sample.Files(file)["tasks.json"])),
            "pagexml" => [.. Xml(file).Descendants().Where(e => e.Name.LocalName == "Page").Elements().Where(e => e.Attribute("custom") is not null).Select(Page)],
            "alto" => Alto(Xml(file)),
            "hocr" => [.. Xml(file).Descendants().Where(e => e.Attribute("data-class") is not null).Select(Hocr)],
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "There is no reader."),
        };

    public static JsonElement Json(byte[] file) => JsonDocument.Parse(file).RootElement;

    public static XDocument Xml(byte[] file) => XDocument.Load(new MemoryStream(file));

    private static IReadOnlyList<(string, double, double, double, double)> Rows(IEnumerable<IDictionary<string, object>> rows) =>
    [
        .. rows.Select(row => ((string)row["class"], Number(row["x1"]), Number(row["y1"]), Number(row["x2"]), Number(row["y2"]))),
    ];

    private static IReadOnlyList<(string, double, double, double, double)> Report(JsonElement report) =>
    [
        .. report.GetProperty("all_detections").EnumerateArray().Select(d =>
        {
            JsonElement box = d.GetProperty("bbox");
            return (
                d.GetProperty("class_name").GetString()!, box.GetProperty("x1").GetDouble(), box.GetProperty("y1").GetDouble(),
                box.GetProperty("x2").GetDouble(), box.GetProperty("y2").GetDouble());
        }),
    ];

    private static (string, double, double, double, double) Yolo(string line)
    {
        string[] parts = line.Split(' ');
        double[] n = [.. parts[1..5].Select(p => double.Parse(p, CultureInfo.InvariantCulture))];
        (double x, double y, double w, double h) = (n[0] * Sample.Width, n[1] * Sample.Height, n[2] * Sample.Width, n[3] * Sample.Height);
        return (Sample.Classes[int.Parse(parts[0], CultureInfo.InvariantCulture)], x - (w / 2), y - (h / 2), x + (w / 2), y + (h / 2));
    }

    private static IReadOnlyList<(string, double, double, double, double)> Coco(JsonElement coco)
    {
        Dictionary<int, string> names = coco.GetProperty("categories").EnumerateArray()
            .ToDictionary(c => c.GetProperty("id").GetInt32(), c => c.GetProperty("name").GetString()!);
        return
        [
            .. coco.GetProperty("annotations").EnumerateArray().Select(a =>
            {
                double[] box = [.. a.GetProperty("bbox").EnumerateArray().Select(v => v.GetDouble())];
                return (names[a.GetProperty("category_id").GetInt32()], box[0], box[1], box[0] + box[2], box[1] + box[3]);
            }),
        ];
    }

    private static (string, double, double, double, double) Voc(XElement element)
    {
        XElement box = element.Element("bndbox")!;
        return ((string)element.Element("name")!, (int)box.Element("xmin")!, (int)box.Element("ymin")!, (int)box.Element("xmax")!, (int)box.Element("ymax")!);
    }

    private static IReadOnlyList<(string, double, double, double, double)> LabelStudio(JsonElement tasks) =>
    [
        .. tasks[0].GetProperty("predictions")[0].GetProperty("result").EnumerateArray()
            .Where(r => r.GetProperty("type").GetString() == "rectanglelabels")
            .Select(r =>
            {
                JsonElement value = r.GetProperty("value");
                double across = r.GetProperty("original_width").GetInt32() / 100.0;
                double down = r.GetProperty("original_height").GetInt32() / 100.0;
                (double x, double y) = (value.GetProperty("x").GetDouble() * across, value.GetProperty("y").GetDouble() * down);
                return (
                    value.GetProperty("rectanglelabels")[0].GetString()!, x, y,
                    x + (value.GetProperty("width").GetDouble() * across), y + (value.GetProperty("height").GetDouble() * down));
            }),
    ];

    private static (string, double, double, double, double) Page(XElement region)
    {
        XElement coords = region.Elements().First(e => e.Name.LocalName == "Coords");
        int[][] points = [.. ((string)coords.Attribute("points")!).Split(' ').Select(p => p.Split(',').Select(int.Parse).ToArray())];
        string name = CustomType().Match((string)region.Attribute("custom")!).Groups[1].Value;
        return (name, points.Min(p => p[0]), points.Min(p => p[1]), points.Max(p => p[0]), points.Max(p => p[1]));
    }

    private static IReadOnlyList<(string, double, double, double, double)> Alto(XDocument alto)
    {
        Dictionary<string, string> tags = alto.Descendants().Where(e => e.Name.LocalName == "LayoutTag")
            .ToDictionary(e => (string)e.Attribute("ID")!, e => (string)e.Attribute("LABEL")!);
        return
        [
            .. alto.Descendants().Where(e => e.Attribute("TAGREFS") is not null).Select(e =>
            {
                (double x, double y) = ((double)e.Attribute("HPOS")!, (double)e.Attribute("VPOS")!);
                return (tags[(string)e.Attribute("TAGREFS")!], x, y, x + (double)e.Attribute("WIDTH")!, y + (double)e.Attribute("HEIGHT")!);
            }),
        ];
    }

    private static (string, double, double, double, double) Hocr(XElement element)
    {
        Match box = BboxProperty().Match((string)element.Attribute("title")!);
        double[] n = [.. Enumerable.Range(1, 4).Select(i => double.Parse(box.Groups[i].Value, CultureInfo.InvariantCulture))];
        return ((string)element.Attribute("data-class")!, n[0], n[1], n[2], n[3]);
    }

    private static double Number(object cell) => Convert.ToDouble(cell, CultureInfo.InvariantCulture);

    [GeneratedRegex("type:(.*);")]
    private static partial Regex CustomType();

    [GeneratedRegex(@"bbox (\d+) (\d+) (\d+) (\d+)")]
    private static partial Regex BboxProperty();
}
