using System.Text.Json;
using Xunit;

namespace RoDLA.Tests.Perturbations;

/// <summary>Samples by name, and the reference's mean and deviation of each.</summary>
internal sealed class Findings(string part)
{
    private const double StandardErrors = 5;

    private readonly Dictionary<string, List<double>> _samples = [];

    public void Add(string name, double value)
    {
        _samples.TryAdd(name, []);
        _samples[name].Add(value);
    }

    public void AssertAsReference()
    {
        using JsonDocument file = JsonDocument.Parse(File.ReadAllText(Path.Combine(Pages.Folder, "statistics.json")));
        foreach (JsonProperty expected in file.RootElement.GetProperty(part).EnumerateObject())
        {
            double mean = expected.Value.GetProperty("mean").GetDouble();
            double counts = (1.0 / expected.Value.GetProperty("count").GetInt32()) + (1.0 / _samples[expected.Name].Count);
            double error = expected.Value.GetProperty("deviation").GetDouble() * Math.Sqrt(counts);
            double found = _samples[expected.Name].Average();
            Assert.True(
                Math.Abs(found - mean) <= StandardErrors * error,
                $"{part}.{expected.Name}: {found:F4}, the reference has {mean:F4} ± {error:F4}");
        }
    }
}
