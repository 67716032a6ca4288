namespace RoDLA.Jobs.Fetching;

/// <summary>Resolves by the system.</summary>
internal sealed class DnsResolver : IAddressResolver
{
    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken) =>
        await Dns.GetHostAddressesAsync(host, cancellationToken);
}
