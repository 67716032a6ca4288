using System.Xml;

namespace RoDLA.Analysis.Evaluation.Labels;

/// <summary>Finds out which labels came with pages, and reads them: COCO JSON, YOLO text files, or Pascal VOC XML.</summary>
public static class LabelReader
{
    internal const int MaxMistakes = 20;

    /// <summary>Reads the labels of pages.</summary>
    /// <param name="files">The files that may have labels; those that have none are left out.</param>
    /// <param name="pages">The pages.</param>
    /// <returns>The labels; <see cref="LabelSet.None"/> when there are none.</returns>
    public static LabelSet Read(IReadOnlyList<LabelFile> files, IReadOnlyList<LabelTarget> pages)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(pages);
        LabelFile[] json = [.. files.Where(f => Ends(f, ".json"))];
        LabelFile[] xml = [.. files.Where(f => Ends(f, ".xml"))];
        LabelFile[] text = [.. files.Where(f => !Ends(f, ".json") && !Ends(f, ".xml"))];
        bool hasYolo = text.Any(YoloNames.IsNames) && text.Any(f => pages.Any(p => LabelFile.StemOf(p.Name) == f.Stem));
        (string Name, bool IsThere)[] kinds = [("COCO", json.Length > 0), ("VOC", xml.Length > 0), ("YOLO", hasYolo)];
        string[] found = [.. kinds.Where(k => k.IsThere).Select(k => k.Name)];
        if (found.Length > 1)
        {
            return LabelSet.Wrong($"There are labels of several kinds, {string.Join(" and ", found)}: send one kind.");
        }

        try
        {
            return json.Length > 1 ? LabelSet.Wrong($"There are {json.Length} JSON files: send one COCO file.")
                : json.Length == 1 ? CocoLabels.Read(json[0], pages)
                : xml.Length > 0 ? VocLabels.Read(xml, pages)
                : hasYolo ? YoloLabels.Read(text, pages)
                : text.Any(f => pages.Any(p => LabelFile.StemOf(p.Name) == f.Stem))
                    ? LabelSet.Wrong("There are text files with the names of the pages, but no names of classes: add classes.txt or "
                        + "data.yaml.")
                    : LabelSet.None;
        }
        catch (Exception e) when (e is JsonException or XmlException or InvalidDataException or DecoderFallbackException)
        {
            return LabelSet.Wrong(e.Message);
        }
    }

    private static bool Ends(LabelFile file, string ending) => file.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
