namespace RoDLA.Jobs.Fetching;

/// <summary>Whom an address belongs to.</summary>
internal enum AddressKind
{
    /// <summary>A host of the public internet.</summary>
    Public,

    /// <summary>This machine, or a host of a network of somebody's own; for trusted hosts only.</summary>
    Private,

    /// <summary>Nobody that may be called: link-local, cloud metadata, multicast, documentation, reserved.</summary>
    Closed,
}
