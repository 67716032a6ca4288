using Prometheus;
using RoDLA.Jobs.Engine;

namespace RoDLA.Tests.Jobs.Fixtures;

/// <summary>Metrics of a test's own.</summary>
internal static class TestMetrics
{
    public static JobMetrics OfJobs() => new(Factory());

    public static IMetricFactory Factory() => Metrics.WithCustomRegistry(Metrics.NewCustomRegistry());
}
