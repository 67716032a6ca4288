using System.Net;
using Prometheus;

namespace RoDLA.Api.Hosting;

/// <summary>The limits of connections: those of the ports of health and metrics, and those of all other ports together.</summary>
internal sealed partial class ConnectionLimits
{
    // These ports have their own, so that they answer when all others are in use.
    private const int OfManagement = 32;

    private readonly int[] _managementPorts;
    private readonly (ConnectionGate Gate, SemaphoreSlim Places) _usual;
    private readonly (ConnectionGate Gate, SemaphoreSlim Places) _management;

    public ConnectionLimits(IOptions<ApiOptions> options, IMetricFactory metrics, ILogger<ConnectionLimits> logger)
    {
        Gauge open = metrics.CreateGauge(
            "rodla_connections", "Open connections: to the usual ports, and to those of health and metrics.", ["ports"]);
        Counter refused = metrics.CreateCounter(
            "rodla_connections_refused_total", "Connections over a limit that were answered 503 and closed.", ["ports"]);
        int most = options.Value.MaxConnections;
        int? files = FileHandles.Limit();
        if (FileHandles.MaxConnections(files) is int room && room < most)
        {
            LogFewFiles(logger, files, room, most);
            most = room;
        }

        _managementPorts = [options.Value.ManagementPort, options.Value.MetricsPort];
        _usual = (Gate("usual", most, options.Value.MaxConnectionsPerAddress), new SemaphoreSlim(most + ConnectionGate.MaxRefusing));
        _management = (Gate("management", OfManagement, OfManagement), new SemaphoreSlim(OfManagement + ConnectionGate.MaxRefusing));

        ConnectionGate Gate(string ports, int limit, int limitPerAddress) =>
            new(limit, limitPerAddress, open.WithLabels(ports), refused.WithLabels(ports));
    }

    /// <summary>Runs or refuses the accepted connections of a listener.</summary>
    public ConnectionGate GateOf(EndPoint? endpoint) => Of(endpoint).Gate;

    /// <summary>Holds the connections that a listener may accept.</summary>
    public SemaphoreSlim PlacesOf(EndPoint? endpoint) => Of(endpoint).Places;

    private (ConnectionGate Gate, SemaphoreSlim Places) Of(EndPoint? endpoint) =>
        endpoint is IPEndPoint { Port: > 0 and var port } && _managementPorts.Contains(port) ? _management : _usual;

    [LoggerMessage(4012, LogLevel.Warning,
        "The limit of {Files} open files has room for {Room} connections, not for {Configured} (RODLA_MAX_CONNECTIONS)")]
    private static partial void LogFewFiles(ILogger logger, int? files, int room, int configured);
}
