namespace RoDLA.Jobs.Fetching;

/// <summary>Resolves the IP addresses of a host.</summary>
internal interface IAddressResolver
{
    /// <summary>All addresses of a name.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">It has none, or the resolver failed.</exception>
    Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken);
}
