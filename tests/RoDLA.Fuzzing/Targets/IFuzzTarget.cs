namespace RoDLA.Fuzzing.Targets;

/// <summary>A reader of untrusted bytes.</summary>
internal interface IFuzzTarget
{
    /// <summary>Name on the command line.</summary>
    string Name { get; }

    /// <summary>Good inputs.</summary>
    IReadOnlyList<byte[]> Seeds { get; }

    /// <summary>Reads an input. The exceptions that its documentation names are caught here; any other is a finding.</summary>
    Task ReadAsync(byte[] input);
}
