namespace RoDLA.Api.Access;

/// <summary>Endpoint metadata: without a key on this port, which the operator keeps from the public.</summary>
/// <param name="Port">The port; 0 for none.</param>
internal sealed record OpenPort(int Port);
