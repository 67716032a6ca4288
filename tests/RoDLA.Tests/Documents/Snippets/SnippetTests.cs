using System.Collections.Concurrent;
using System.Diagnostics;
using RoDLA.Tests.Imaging;
using Xunit;
using Xunit.Abstractions;

namespace RoDLA.Tests.Documents.Snippets;

/// <summary>Every block of code in README.md and docs/ runs against a real service, or says above it why not.</summary>
public sealed class SnippetTests(SnippetWorkshop workshop, ITestOutputHelper output) : IClassFixture<SnippetWorkshop>
{
    private const int AtOnce = 3;

    [ToolFact(
        "jq", "jq curl nodejs python3-requests python3-websockets poppler-utils swi-prolog-nox tesseract-ocr",
        "/usr/bin/curl", "/usr/bin/node", "/usr/share/doc/python3-requests", "/usr/share/doc/python3-websockets",
        "/usr/bin/pdftotext", "/usr/bin/swipl", "/usr/bin/tesseract")]
    public async Task Snippets_OfAllDocuments_Run()
    {
        ConcurrentBag<string> failures = [];
        ConcurrentBag<(string Place, TimeSpan Time)> times = [];
        Snippet[][] pages = [.. Pages().Select(page => Snippet.In(page).Where(s => s.IsProgram).ToArray())];
        await Parallel.ForEachAsync(
            pages.OrderByDescending(page => page.Sum(s => s.Code.Length)),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (page, _) =>
            {
                using SnippetRunner runner = new(workshop);
                foreach (Snippet snippet in page.Where(s => s.WhyNotRun is null))
                {
                    long start = Stopwatch.GetTimestamp();
                    string? failure = await runner.RunAsync(snippet);
                    times.Add((snippet.Place, Stopwatch.GetElapsedTime(start)));
                    if (failure is not null)
                    {
                        failures.Add($"{snippet.Place}: {failure}");
                    }
                }
            });

        Snippet[] all = [.. pages.SelectMany(page => page)];
        output.WriteLine($"{all.Count(s => s.WhyNotRun is null)} blocks were run, {all.Count(s => s.WhyNotRun is not null)} were not:");
        foreach (Snippet snippet in all.Where(s => s.WhyNotRun is not null))
        {
            output.WriteLine($"  {snippet.Place}: {snippet.WhyNotRun}");
        }

        output.WriteLine("The longest: " + string.Join(
            ", ", times.OrderByDescending(t => t.Time).Take(10).Select(t => $"{t.Place} {t.Time.TotalSeconds:0.0} s")));
        Assert.True(failures.IsEmpty, string.Join("\n\n", failures.Order(StringComparer.Ordinal)));
    }

    private static IEnumerable<string> Pages() => Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "docs"), "*.md")
        .Select(file => "docs/" + Path.GetFileName(file))
        .Append("README.md");
}
