using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RoDLA.Detection.Inspection;

/// <summary>
/// Reads class names: of the metadata that Ultralytics writes into its graphs (<c>names</c>), or of a file beside the graph,
/// <c>labels.txt</c>
/// (one a line), <c>labels.json</c> (a list, or names by number), <c>config.json</c> (<c>id2label</c>, Transformers) or
/// <c>inference.yml</c>
/// (<c>label_list</c>, PaddlePaddle).
/// </summary>
public static partial class ClassNameFiles
{
    private const string Metadata = "names";

    private static readonly (string File, Func<string, IReadOnlyList<string>> Read)[] Readers =
    [
        ("labels.txt", ReadLines),
        ("labels.json", text => ReadJson(text, property: null)),
        ("config.json", text => ReadJson(text, "id2label")),
        ("inference.yml", ReadYaml),
    ];

    /// <summary>Names of the files, in the order in which they are looked for.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Readers.Select(reader => reader.File)];

    /// <summary>The class names of a graph, and where they are from; null when there are none.</summary>
    /// <param name="metadata">Metadata of the graph.</param>
    /// <param name="folder">Folder of the graph.</param>
    /// <exception cref="FormatException">A file is not understood.</exception>
    public static (IReadOnlyList<string> Classes, string Source)? Find(IReadOnlyDictionary<string, string> metadata, string folder)
    {
        if (metadata.TryGetValue(Metadata, out string? names) && ReadNames(names) is { Count: > 0 } told)
        {
            return (told, "the graph's metadata");
        }

        foreach ((string file, Func<string, IReadOnlyList<string>> read) in Readers)
        {
            string path = Path.Combine(folder, file);
            if (File.Exists(path) && Read(path, read) is { Count: > 0 } found)
            {
                return (found, file);
            }
        }

        return null;
    }

    /// <summary>Reads a dictionary of Python, <c>{0: 'Caption', 1: "Author's note"}</c>, or of JSON.</summary>
    public static IReadOnlyList<string> ReadNames(string text) =>
        ByNumber(NamePattern().Matches(text).Select(match => (
            int.Parse(match.Groups["id"].Value, CultureInfo.InvariantCulture),
            EscapePattern().Replace(match.Groups["name"].Value, "$1"))));

    private static IReadOnlyList<string> Read(string path, Func<string, IReadOnlyList<string>> read)
    {
        try
        {
            return read(File.ReadAllText(path));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FormatException($"'{path}' has no class names that are understood: {e.Message}", e);
        }
    }

    private static string[] ReadLines(string text) =>
        text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static IReadOnlyList<string> ReadJson(string text, string? property)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        JsonElement names = document.RootElement;
        if (property is not null && !names.TryGetProperty(property, out names))
        {
            return [];
        }

        return names.ValueKind == JsonValueKind.Array
            ? [.. names.EnumerateArray().Select(name => name.GetString()!)]
            : ByNumber(names.EnumerateObject().Select(entry => int.TryParse(entry.Name, CultureInfo.InvariantCulture, out int id)
                ? (id, entry.Value.GetString()!)
                : (entry.Value.GetInt32(), entry.Name)));
    }

    /// <summary>The list under <c>label_list:</c>; no more of YAML is needed.</summary>
    private static IReadOnlyList<string> ReadYaml(string text) =>
    [
        .. text.Split('\n')
            .SkipWhile(line => line.Trim() != "label_list:")
            .Skip(1)
            .TakeWhile(line => line.TrimStart().StartsWith("- ", StringComparison.Ordinal))
            .Select(line => line.Trim()[2..].Trim().Trim('\'', '"')),
    ];

    /// <summary>Names in the order of their numbers, which must be 0, 1, 2, ...; else none.</summary>
    private static IReadOnlyList<string> ByNumber(IEnumerable<(int Id, string Name)> names)
    {
        (int Id, string Name)[] sorted = [.. names.OrderBy(entry => entry.Id)];
        return sorted.Select(entry => entry.Id).SequenceEqual(Enumerable.Range(0, sorted.Length))
            ? [.. sorted.Select(entry => entry.Name)]
            : [];
    }

    [GeneratedRegex("""['"]?(?<id>\d{1,4})['"]?\s*:\s*(?<quote>['"])(?<name>(?:\\.|(?!\k<quote>).)*)\k<quote>""")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex EscapePattern();
}
