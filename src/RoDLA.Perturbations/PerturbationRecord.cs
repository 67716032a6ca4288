namespace RoDLA.Perturbations;

/// <summary>The result of one entry of a chain.</summary>
/// <param name="Order">Place in the chain, from 1.</param>
/// <param name="Type">Name of the perturbation.</param>
/// <param name="Degree">1 to 3.</param>
/// <param name="Success">Whether it was applied.</param>
/// <param name="Message">For the client: that it was applied, or why not.</param>
/// <param name="Seed">Key of its random numbers.</param>
/// <param name="Milliseconds">How long it took.</param>
public sealed record PerturbationRecord(
    int Order, string Type, int Degree, bool Success, string Message, long Seed, double Milliseconds)
{
    /// <summary>The exception, when the failure is a fault of the service; for the log.</summary>
    public Exception? Fault { get; init; }
}
