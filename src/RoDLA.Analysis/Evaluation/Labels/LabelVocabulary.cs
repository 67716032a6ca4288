using System.Reflection;
using RoDLA.Analysis.Json;

namespace RoDLA.Analysis.Evaluation.Labels;

/// <summary>
/// The class names of a data set or model, and what each is among the common classes, those of DocLayNet: the files of the folder
/// <c>Vocabularies</c>, or a user's own.
/// </summary>
public sealed record LabelVocabulary
{
    private static readonly Lazy<IReadOnlyList<LabelVocabulary>> Shipped = new(ReadShipped);

    /// <summary>Name for options and reports.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, in a sentence.</summary>
    public string? Source { get; init; }

    /// <summary>The common class of each name; null leaves its boxes out.</summary>
    public required IReadOnlyDictionary<string, string?> Classes { get; init; }

    /// <summary>Common classes that these names do not tell apart, and the one that they count as; null leaves them out.</summary>
    public IReadOnlyDictionary<string, string?> Folds { get; init; } = new Dictionary<string, string?>();

    /// <summary>The shipped ones: <c>doclaynet</c>, <c>publaynet</c>, <c>m6doc</c>, <c>docbank</c>, <c>docling</c>, <c>own</c>.</summary>
    public static IReadOnlyList<LabelVocabulary> All => Shipped.Value;

    /// <summary>One by name; null when there is none.</summary>
    public static LabelVocabulary? Find(string name) =>
        All.FirstOrDefault(v => v.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads a file of the same form.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static LabelVocabulary Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<LabelVocabulary>(json, ReportJson.Options) ?? throw new JsonException("It holds null.");

    /// <summary>A name without case, spaces and marks: <c>List-item</c> and <c>list_item</c> are one.</summary>
    internal static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>The vocabulary that knows all of some names, with the fewest names of its own; null when none does.</summary>
    internal static LabelVocabulary? Of(IReadOnlyCollection<string> names) => All
        .Where(v => names.All(v.Knows)).OrderBy(v => v.Classes.Count).FirstOrDefault();

    internal bool Knows(string name) => Classes.Keys.Any(k => Plain(k) == Plain(name));

    /// <summary>The common class of a name; null for none.</summary>
    internal string? CommonOf(string name) => Classes.FirstOrDefault(c => Plain(c.Key) == Plain(name)).Value;

    /// <summary>A common class, as far as these names tell it apart.</summary>
    internal string? Fold(string? common) => common is not null && Folds.TryGetValue(common, out string? folded) ? folded : common;

    private static LabelVocabulary[] ReadShipped()
    {
        Assembly assembly = typeof(LabelVocabulary).Assembly;
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(n => n.Contains(".Vocabularies.", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
                .Select(name =>
                {
                    using Stream file = assembly.GetManifestResourceStream(name)!;
                    return JsonSerializer.Deserialize<LabelVocabulary>(file, ReportJson.Options)!;
                }),
        ];
    }
}
