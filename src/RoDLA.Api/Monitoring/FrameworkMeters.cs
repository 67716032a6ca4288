using Prometheus;

namespace RoDLA.Api.Monitoring;

/// <summary>
/// Brings the meters of ASP.NET Core and of the HTTP client into the metrics. They start with the service: the adapter loses what is
/// measured before it listens.
/// </summary>
internal sealed class FrameworkMeters(CollectorRegistry registry, IMetricFactory factory) : IHostedService
{
    private IDisposable? _adapter;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _adapter = MeterAdapter.StartListening(new MeterAdapterOptions
        {
            Registry = registry,
            MetricFactory = factory,
            InstrumentFilterPredicate = static instrument =>
                instrument.Meter.Name is "Microsoft.AspNetCore.Hosting" or "Microsoft.AspNetCore.Server.Kestrel" or "System.Net.Http",
        });
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _adapter?.Dispose();
        return Task.CompletedTask;
    }
}
