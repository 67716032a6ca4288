using System.Text.RegularExpressions;
using Xunit;

namespace RoDLA.Tests.Documents;

/// <summary>Links between the documents of the repository.</summary>
public sealed partial class LinkTests
{
    private static readonly string[] Folders =
        ["", "docs", "models", "samples", "src", "tests/RoDLA.Benchmarks", "tools", "clients", ".github"];

    [Fact]
    public void Documents_RelativeLinks_LeadToFiles()
    {
        string[] broken = [.. Documents().SelectMany(
            document => Link().Matches(File.ReadAllText(document)).Select(link => link.Groups[1].Value),
            (document, link) => (Document: document, Path: Path.Combine(Path.GetDirectoryName(document)!, link)))
            .Where(link => !Path.Exists(link.Path))
            .Select(link => $"{Path.GetRelativePath(RepositoryRoot.Path, link.Document)}: {link.Path}")];
        Assert.Empty(broken);
    }

    [Fact]
    public void Documents_LinksToSections_LeadToHeadings()
    {
        string[] broken = [.. Documents().SelectMany(
            document => SectionLink().Matches(File.ReadAllText(document)).Select(link => (link.Groups[1].Value, link.Groups[2].Value)),
            (document, link) => (
                Document: document,
                Target: link.Item1.Length == 0 ? document : Path.Combine(Path.GetDirectoryName(document)!, link.Item1),
                Section: link.Item2))
            .Where(link => link.Target.EndsWith(".md", StringComparison.Ordinal) && File.Exists(link.Target))
            .Where(link => !Sections(link.Target).Contains(link.Section))
            .Select(link => $"{Path.GetRelativePath(RepositoryRoot.Path, link.Document)}: {link.Target}#{link.Section}")];
        Assert.Empty(broken);
    }

    [Fact]
    public void Documentation_EveryPage_IsInTheIndex()
    {
        string folder = Path.Combine(RepositoryRoot.Path, "docs");
        string index = File.ReadAllText(Path.Combine(folder, "README.md"));
        Assert.All(
            Directory.GetFiles(folder, "*.md").Select(Path.GetFileName).Where(name => name != "README.md"),
            name => Assert.Contains($"({name})", index, StringComparison.Ordinal));
    }

    [Fact]
    public void Decisions_EveryPage_IsInTheIndex()
    {
        string folder = Path.Combine(RepositoryRoot.Path, "docs", "decisions");
        string index = File.ReadAllText(Path.Combine(folder, "README.md"));
        Assert.All(
            Directory.GetFiles(folder, "*.md").Select(Path.GetFileName).Where(name => name != "README.md"),
            name => Assert.Contains($"({name})", index, StringComparison.Ordinal));
    }

    /// <summary>The headings of a document as GitHub's anchors.</summary>
    private static HashSet<string> Sections(string document) =>
    [
        .. Heading().Matches(File.ReadAllText(document))
            .Select(heading => NoAnchor().Replace(heading.Groups[1].Value.ToLowerInvariant(), "").Replace(' ', '-')),
    ];

    private static IEnumerable<string> Documents() => Folders.SelectMany(folder => Directory.EnumerateFiles(
        Path.Combine(RepositoryRoot.Path, folder),
        "*.md",
        folder.Length == 0 ? SearchOption.TopDirectoryOnly : SearchOption.AllDirectories))
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules"));

    [GeneratedRegex(@"\]\((?!\w+:|#)([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\]\((?!\w+:)([^)#\s]*)#([^)]+)\)")]
    private static partial Regex SectionLink();

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoAnchor();
}
