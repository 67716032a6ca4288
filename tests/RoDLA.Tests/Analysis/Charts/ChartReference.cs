using System.Text.Json;
using System.Text.Json.Serialization;

namespace RoDLA.Tests.Analysis.Charts;

/// <summary>What numpy and matplotlib say of sets of numbers; made by reference/make_reference.py.</summary>
internal sealed record ChartReference(
    IReadOnlyList<BoxReference> Boxes,
    IReadOnlyList<HistogramReference> Histograms,
    [property: JsonPropertyName("YlOrRd")] IReadOnlyList<string> YlOrRd,
    IReadOnlyList<string> Viridis,
    IReadOnlyDictionary<string, double> Widths)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static ChartReference Read()
    {
        string path = Path.Combine(
            RepositoryRoot.Path, "tests", "RoDLA.Tests", "Analysis", "Charts", "reference", "chart_reference.json");
        return JsonSerializer.Deserialize<ChartReference>(File.ReadAllText(path), Options)!;
    }
}

internal sealed record BoxReference(
    double[] Values, double LowerWhisker, double Q1, double Median, double Q3, double UpperWhisker, double[] Outliers);

internal sealed record HistogramReference(double[] Values, int[] Counts);
