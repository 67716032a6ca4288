using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RoDLA.Analysis.Json;
using RoDLA.Analysis.Metrics;
using RoDLA.Imaging;
using Xunit;

namespace RoDLA.Tests.Documents;

/// <summary>The worked example of docs/metrics.md is what the program computes, and no figure is left out.</summary>
public sealed partial class MetricsInDocumentsTests
{
    private static readonly JsonObject Answer = Analyze();

    [Fact]
    public void Metrics_EveryRow_IsWhatTheProgramComputes() => Assert.All(Rows(), row =>
        Assert.Equal((row.Key, Text(Find(row.Key))), (row.Key, row.Value)));

    [Fact]
    public void Metrics_EveryFigure_HasARow()
    {
        HashSet<string> described = [.. Rows().Select(row => row.Key)];
        IEnumerable<string> left = Leaves(Answer, "").Where(path => !described.Contains(path));

        Assert.Equal(
            [],
            left.Where(path => !path.StartsWith("class_analysis.Title.", StringComparison.Ordinal)
                && !path.StartsWith("confidence_analysis.percentages.", StringComparison.Ordinal)
                && path != "rodla_metrics.note"));
    }

    private static JsonObject Analyze()
    {
        PageAnalysis page = new PageAnalyzer().Analyze(
            [
                new(0, "Title", 0.9f, new BoundingBox(100, 100, 900, 200)),
                new(1, "Text", 0.8f, new BoundingBox(100, 300, 500, 700)),
                new(1, "Text", 0.6f, new BoundingBox(400, 600, 900, 900)),
            ],
            new PageSize(1000, 1000));
        return new JsonObject
        {
            ["core_results"] = new JsonObject { ["summary"] = Node(page.Summary) },
            ["class_analysis"] = Node(page.Classes),
            ["confidence_analysis"] = Node(page.Confidence),
            ["rodla_metrics"] = Node(page.Rodla),
            ["robustness_indicators"] = Node(page.Robustness),
            ["spatial_analysis"] = Node(page.Spatial),
            ["layout_complexity"] = Node(page.Complexity),
            ["quality_metrics"] = Node(page.Quality),
        };
    }

    private static JsonNode? Node<T>(T value) => JsonSerializer.SerializeToNode(value, ReportJson.Options);

    private static JsonNode? Find(string path) => path.Split('.').Aggregate((JsonNode?)Answer, (node, key) => node?[key]);

    private static string Text(JsonNode? value) => value?.ToString() ?? "no such figure";

    private static IEnumerable<string> Leaves(JsonNode? node, string path) => node is JsonObject section
        ? section.SelectMany(entry => Leaves(entry.Value, path.Length == 0 ? entry.Key : $"{path}.{entry.Key}"))
        : [path];

    // A row's value is what stands after the last "=" of its last column.
    private static IEnumerable<(string Key, string Value)> Rows()
    {
        string section = "";
        foreach (string line in File.ReadLines(Path.Combine(RepositoryRoot.Path, "docs", "metrics.md")))
        {
            section = line.StartsWith("## ", StringComparison.Ordinal) ? line[3..] : section;
            if (Row().Match(line) is { Success: true } row)
            {
                yield return ($"{section}.{row.Groups[1].Value}", row.Groups[2].Value.Split('=')[^1].Trim());
            }
        }
    }

    [GeneratedRegex(@"^\| `([\w.]+)` \| .+ \| ([^|]+) \|$")]
    private static partial Regex Row();
}
