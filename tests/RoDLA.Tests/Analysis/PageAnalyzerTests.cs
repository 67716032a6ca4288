using System.Text.Json;
using System.Text.Json.Nodes;
using RoDLA.Analysis.Metrics;
using RoDLA.Detection;
using RoDLA.Imaging;
using Xunit;

namespace RoDLA.Tests.Analysis;

/// <summary>
/// Every number of every section against the numpy computation of <c>reference/make_vectors.py</c>. Both round half to even on the exact
/// value; sums are added in another order, so a value within 10⁻¹² of a tie may fall on its other side: that would be one unit in the last
/// place, and it is allowed for one value in 10,000.
/// </summary>
public sealed class PageAnalyzerTests
{
    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private static readonly double[] Units = [0.01, 0.001, 0.0001];

    public static TheoryData<string> Sets() => [.. ReferenceVectors.All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Sets))]
    public void Analyze_ReferenceSet_EqualsNumpy(string name)
    {
        Comparison comparison = Compare(ReferenceVectors.Get(name));
        Assert.Empty(comparison.Differences);
    }

    [Fact]
    public void Analyze_AllReferenceSets_DifferByAUnitAtMostOnceInTenThousand()
    {
        Comparison[] all = [.. ReferenceVectors.All.Select(Compare)];
        int numbers = all.Sum(c => c.Numbers);
        int ties = all.Sum(c => c.Ties);
        Assert.Equal(74, all.Length);
        Assert.True(numbers > 10_000, $"Only {numbers} numbers were compared.");
        Assert.True(ties * 10_000 <= numbers, $"{ties} of {numbers} numbers differ by one unit in the last place.");
    }

    [Fact]
    public void Analyze_ClassesOfEqualCount_AreOrderedByName()
    {
        LayoutElement[] elements = [.. new[] { "Title", "Text", "Table", "Text" }.Select((n, i) => Element(n, 0.9f, 100 * i))];
        PageAnalysis analysis = new PageAnalyzer().Analyze(elements, new PageSize(1000, 1000));
        Assert.Equal(["Text", "Table", "Title"], analysis.Classes.Keys);
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(100, 0)]
    [InlineData(-1, -1)]
    public void Analyze_PageWithoutArea_Throws(int width, int height) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PageAnalyzer().Analyze([], new PageSize(width, height)));

    [Theory]
    [InlineData(float.NaN, 0.5f)]
    [InlineData(float.PositiveInfinity, 0.5f)]
    [InlineData(0, float.NaN)]
    public void Analyze_NoFiniteNumber_ThrowsAndNamesTheDetection(float x1, float confidence)
    {
        LayoutElement[] elements = [Element("Text", 0.9f, 0), new(0, "Text", confidence, new BoundingBox(x1, 0, 10, 10))];
        ArgumentException e = Assert.Throws<ArgumentException>(() => new PageAnalyzer().Analyze(elements, new PageSize(100, 100)));
        Assert.Contains("Detection 1", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Analyze_ThreeHundredDetections_AllocatesTheResultOnly()
    {
        ReferenceSet set = ReferenceVectors.Get("random 25");
        Assert.Equal(300, set.Elements.Count);
        PageAnalyzer analyzer = new();
        PageAnalysis result = analyzer.Analyze(set.Elements, set.Page);
        long before = GC.GetAllocatedBytesForCurrentThread();
        PageAnalysis again = analyzer.Analyze(set.Elements, set.Page);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(result.Summary, again.Summary);
        long expected = (500 * again.Classes.Count) + 4096;
        Assert.True(allocated < expected, $"{allocated} bytes for {again.Classes.Count} classes.");
    }

    private static LayoutElement Element(string name, float confidence, float x) =>
        new(0, name, confidence, new BoundingBox(x, 0, x + 50, 20));

    private static Comparison Compare(ReferenceSet set)
    {
        PageAnalysis analysis = new PageAnalyzer().Analyze(set.Elements, set.Page);
        JsonNode actual = JsonSerializer.SerializeToNode(analysis, Snake)!;
        Comparison comparison = new();
        JsonObject expected = set.Expected.DeepClone().AsObject();
        expected["rodla"]?.AsObject().Insert(0, "note", ReferenceVectors.Note);
        comparison.Walk(expected, actual, "");
        return comparison;
    }

    private sealed class Comparison
    {
        public List<string> Differences { get; } = [];

        public int Numbers { get; private set; }

        public int Ties { get; private set; }

        public void Walk(JsonNode? expected, JsonNode? actual, string path)
        {
            if (expected is JsonObject e && actual is JsonObject a)
            {
                Assert.Equal(e.Select(p => p.Key), a.Select(p => p.Key));
                foreach ((string key, JsonNode? value) in e)
                {
                    Walk(value, a[key], $"{path}/{key}");
                }
            }
            else if (expected is JsonArray values)
            {
                JsonNode?[] leaves = [.. Leaves(actual)];
                Assert.Equal(values.Count, leaves.Length);
                for (int i = 0; i < leaves.Length; i++)
                {
                    Walk(values[i], leaves[i], $"{path}/{i}");
                }
            }
            else if (expected?.GetValueKind() == JsonValueKind.Number)
            {
                Number(expected.GetValue<double>(), actual!.GetValue<double>(), path);
            }
            else if (expected?.ToJsonString() != actual?.ToJsonString())
            {
                Differences.Add($"{path}: {expected?.ToJsonString()} expected, {actual?.ToJsonString()} computed");
            }
        }

        private static IEnumerable<JsonNode?> Leaves(JsonNode? node) =>
            node is JsonObject o ? o.SelectMany(p => Leaves(p.Value)) : [node];

        private void Number(double expected, double actual, string path)
        {
            Numbers++;
            if (expected == actual)
            {
                return;
            }

            Ties++;
            if (!Units.Any(unit => Math.Abs(Math.Abs(expected - actual) - unit) < 1e-9))
            {
                Differences.Add($"{path}: {expected:R} expected, {actual:R} computed");
            }
        }
    }
}
