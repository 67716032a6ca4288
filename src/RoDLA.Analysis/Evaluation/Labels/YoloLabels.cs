namespace RoDLA.Analysis.Evaluation.Labels;

/// <summary>
/// YOLO labels: a text file of the page's name, a line for each box with the number of the class, and centre and size as shares of the
/// page. A page without a file has no boxes.
/// </summary>
internal static class YoloLabels
{
    /// <summary>Reads the files.</summary>
    /// <exception cref="InvalidDataException">The names of the classes cannot be read.</exception>
    public static LabelSet Read(IReadOnlyList<LabelFile> files, IReadOnlyList<LabelTarget> pages)
    {
        IReadOnlyDictionary<int, string> names = YoloNames.Read(files.First(YoloNames.IsNames));
        ILookup<string, LabelFile> byStem = files.Where(f => !YoloNames.IsNames(f)).ToLookup(f => f.Stem);
        List<string> mistakes = [];
        IReadOnlyList<PageLabel>[] labels =
            [.. pages.Select(page => Read(page, [.. byStem[LabelFile.StemOf(page.Name)]], names, mistakes))];
        return new LabelSet(
            "yolo", [.. names.OrderBy(n => n.Key).Select(n => n.Value).Distinct()], labels, [.. mistakes.Take(LabelReader.MaxMistakes)]);
    }

    private static List<PageLabel> Read(
        LabelTarget page, LabelFile[] files, IReadOnlyDictionary<int, string> names, List<string> mistakes)
    {
        List<PageLabel> labels = [];
        if (files.Length > 1)
        {
            mistakes.Add($"'{page.Name}' has {files.Length} files with labels.");
        }
        else if (files.Length == 1 && page.Size is { } size)
        {
            string[] lines = File.ReadAllLines(files[0].Path);
            for (int i = 0; i < lines.Length; i++)
            {
                if (lines[i].Trim().Length > 0)
                {
                    if (Parse(lines[i], size, names) is { } label)
                    {
                        labels.Add(label);
                    }
                    else
                    {
                        mistakes.Add($"Line {i + 1} of '{files[0].Name}' is no label: the number of a class, and centre and size as shares "
                            + "of the page.");
                    }
                }
            }
        }

        return labels;
    }

    // A sixth number is a confidence; it does not count in truth.
    private static PageLabel? Parse(string line, PageSize size, IReadOnlyDictionary<int, string> names)
    {
        string[] parts = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        double[] numbers =
        [
            .. parts.Select(p => double.TryParse(p, NumberStyles.Float, CultureInfo.InvariantCulture, out double n) ? n : double.NaN),
        ];
        if (numbers.Length is not (5 or 6) || !double.IsInteger(numbers[0]) || !numbers[1..5].All(n => n is >= 0 and <= 1)
            || !names.TryGetValue((int)numbers[0], out string? name))
        {
            return null;
        }

        (double width, double height) = (numbers[3] * size.Width, numbers[4] * size.Height);
        return new PageLabel(name, new JsonObject
        {
            ["bbox"] = new JsonArray((numbers[1] * size.Width) - (width / 2), (numbers[2] * size.Height) - (height / 2), width, height),
        });
    }
}
