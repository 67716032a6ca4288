using System.Xml;
using System.Xml.Linq;

namespace RoDLA.Analysis.Evaluation.Labels;

/// <summary>
/// Pascal VOC labels: an XML file of the page's name. Edges are taken as they stand, as this service and today's tools write them; boxes
/// marked as difficult count neither way.
/// </summary>
internal static class VocLabels
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>Reads the files.</summary>
    public static LabelSet Read(IReadOnlyList<LabelFile> files, IReadOnlyList<LabelTarget> pages)
    {
        ILookup<string, LabelFile> byStem = files.ToLookup(f => f.Stem);
        List<string> mistakes = [];
        List<IReadOnlyList<PageLabel>> labels = [];
        foreach (LabelTarget page in pages)
        {
            LabelFile[] own = [.. byStem[LabelFile.StemOf(page.Name)]];
            if (own.Length == 1)
            {
                labels.Add(Read(own[0], page, mistakes));
            }
            else
            {
                labels.Add([]);
                mistakes.Add($"'{page.Name}' has {(own.Length == 0 ? "no file" : own.Length + " files")} with labels.");
            }
        }

        string[] names = [.. labels.SelectMany(l => l).Select(l => l.ClassName).Distinct().Order(StringComparer.Ordinal)];
        return new LabelSet("voc", names, labels, [.. mistakes.Take(LabelReader.MaxMistakes)]);
    }

    private static List<PageLabel> Read(LabelFile file, LabelTarget page, List<string> mistakes)
    {
        XElement root;
        try
        {
            using XmlReader reader = XmlReader.Create(file.Path, Settings);
            root = XElement.Load(reader);
        }
        catch (XmlException e)
        {
            mistakes.Add($"'{file.Name}' cannot be read: {e.Message}");
            return [];
        }

        if (root.Element("size") is { } size && page.Size is { } upright
            && (Number(size, "width"), Number(size, "height")) is (double width, double height)
            && (width, height) != (upright.Width, upright.Height))
        {
            mistakes.Add($"'{page.Name}' is {width}×{height} pixels in '{file.Name}', but its upright page is {upright}.");
        }

        List<PageLabel> labels = [];
        foreach (XElement element in root.Elements("object"))
        {
            if (element.Element("name")?.Value.Trim() is { Length: > 0 } name && element.Element("bndbox") is { } box
                && (Number(box, "xmin"), Number(box, "ymin"), Number(box, "xmax"), Number(box, "ymax"))
                    is (double left, double top, double right, double bottom))
            {
                JsonObject annotation = new() { ["bbox"] = new JsonArray(left, top, right - left, bottom - top) };
                if (Number(element, "difficult") is > 0)
                {
                    annotation["difficult"] = 1.0;
                }

                labels.Add(new PageLabel(name, annotation));
            }
            else
            {
                mistakes.Add($"An object of '{file.Name}' has no name, or no bndbox of four numbers.");
            }
        }

        return labels;
    }

    private static double? Number(XElement parent, string name) =>
        double.TryParse(parent.Element(name)?.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
        && double.IsFinite(number)
            ? number
            : null;
}
