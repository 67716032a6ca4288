using System.Text.RegularExpressions;

namespace RoDLA.Tests.Documents.Snippets;

/// <summary>A block of code in a document.</summary>
/// <param name="Page">The document, below the repository.</param>
/// <param name="Line">Line of the block's beginning.</param>
/// <param name="Language">Its language; empty for none.</param>
/// <param name="Code">Its lines.</param>
/// <param name="WhyNotRun">What the comment above it says, <c>not run: ...</c>; null for a block without one.</param>
internal sealed partial record Snippet(string Page, int Line, string Language, string Code, string? WhyNotRun)
{
    /// <summary>Languages of data, and of code that another program reads.</summary>
    private static readonly string[] NotPrograms = ["", "json", "yaml", "prolog", "xml"];

    /// <summary>Whether it is a program.</summary>
    public bool IsProgram => !NotPrograms.Contains(Language);

    /// <summary>Where it is, as editors write it.</summary>
    public string Place => $"{Page}:{Line}";

    /// <summary>The blocks of a document, in order.</summary>
    public static IReadOnlyList<Snippet> In(string page)
    {
        string text = File.ReadAllText(Path.Combine(RepositoryRoot.Path, page));
        return
        [
            .. Block().Matches(text).Select(block => new Snippet(
                page,
                text.AsSpan(0, block.Groups["fence"].Index).Count('\n') + 1,
                block.Groups["language"].Value,
                block.Groups["code"].Value,
                block.Groups["reason"] is { Success: true } reason ? reason.Value : null)),
        ];
    }

    [GeneratedRegex(
        @"^(?:<!-- not run: (?<reason>[^\n]+) -->\n)?(?<fence>```)(?<language>\w*)\n(?<code>.*?)^```$",
        RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
