namespace RoDLA.Analysis.Evaluation.Labels;

/// <summary>Names of classes beside YOLO labels: <c>classes.txt</c>, <c>obj.names</c>, or <c>names</c> in a YAML file.</summary>
internal static class YoloNames
{
    /// <summary>Whether a file has names of classes.</summary>
    public static bool IsNames(LabelFile file) => Path.GetFileName(file.Name).ToLowerInvariant() is "classes.txt" || IsYaml(file)
        || file.Name.EndsWith(".names", StringComparison.OrdinalIgnoreCase);

    /// <summary>The names, by their number.</summary>
    /// <exception cref="InvalidDataException">There are none in it.</exception>
    public static IReadOnlyDictionary<int, string> Read(LabelFile file)
    {
        string[] lines = File.ReadAllLines(file.Path);
        Dictionary<int, string> names = IsYaml(file) ? ReadYaml(lines) : Number(lines.Select(l => l.Trim()).Where(l => l.Length > 0));
        return names.Count > 0 ? names : throw new InvalidDataException($"'{file.Name}' has no names of classes.");
    }

    private static bool IsYaml(LabelFile file) => Path.GetExtension(file.Name).ToLowerInvariant() is ".yaml" or ".yml";

    // The three forms that tools write: [a, b], a list of lines with dashes, and lines with numbers.
    private static Dictionary<int, string> ReadYaml(string[] lines)
    {
        int start = Array.FindIndex(lines, l => l.StartsWith("names:", StringComparison.Ordinal));
        if (start < 0)
        {
            return [];
        }

        string inline = lines[start]["names:".Length..].Trim();
        if (inline.StartsWith('['))
        {
            return Number(inline.Trim('[', ']').Split(',').Select(Unquoted));
        }

        Dictionary<int, string> names = [];
        foreach (string line in lines[(start + 1)..].Select(l => l.Trim()))
        {
            if (line.StartsWith("- ", StringComparison.Ordinal))
            {
                names[names.Count] = Unquoted(line[2..]);
            }
            else if (line.Split(':', 2) is [string digits, string name] && int.TryParse(digits, NumberStyles.None, null, out int number))
            {
                names[number] = Unquoted(name);
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                break;
            }
        }

        return names;
    }

    private static Dictionary<int, string> Number(IEnumerable<string> names) =>
        names.Select((name, i) => (name, i)).ToDictionary(n => n.i, n => n.name);

    private static string Unquoted(string text) => text.Trim().Trim('"', '\'');
}
