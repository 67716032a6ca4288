using System.Net;
using System.Net.Sockets;

namespace RoDLA.Benchmarks.Service;

/// <summary>A port of the loopback interface that nothing listens on.</summary>
internal static class FreePort
{
    public static int Find()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
