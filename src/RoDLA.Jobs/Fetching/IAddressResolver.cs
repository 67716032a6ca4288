using System.Net;

namespace RoDLA.Jobs.Fetching;

/// <summary>Finds the addresses of a host.</summary>
internal interface IAddressResolver
{
    /// <summary>Every address of a name.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">It has none, or nobody could be asked.</exception>
    Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken);
}
