namespace RoDLA.Jobs.Fetching;

/// <summary>Kind of an IP address.</summary>
internal enum AddressKind
{
    /// <summary>On the public internet.</summary>
    Public,

    /// <summary>This machine or a private network; for trusted hosts only.</summary>
    Private,

    /// <summary>Never called: link-local, cloud metadata, multicast, documentation, reserved.</summary>
    Closed,
}
