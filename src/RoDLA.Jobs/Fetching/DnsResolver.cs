using System.Net;

namespace RoDLA.Jobs.Fetching;

/// <summary>Asks the system's resolver.</summary>
internal sealed class DnsResolver : IAddressResolver
{
    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken) =>
        await Dns.GetHostAddressesAsync(host, cancellationToken);
}
