namespace RoDLA.Analysis.Perturbing;

/// <summary>Outcome of one perturbation.</summary>
/// <param name="Order">Place in the chain, from 1.</param>
/// <param name="Type">Name of the perturbation.</param>
/// <param name="Degree">1 to 3.</param>
/// <param name="Message">That it was applied, or why not.</param>
/// <param name="Seed">Key of its random numbers: sent again, with the same place in the chain, it gives the same bytes.</param>
/// <param name="Milliseconds">How long it took, 2 decimals.</param>
public sealed record PerturbationEntry(int Order, string Type, int Degree, string Message, long Seed, double Milliseconds)
{
    internal static PerturbationEntry From(PerturbationRecord record) => new(
        record.Order, record.Type, record.Degree, record.Message, record.Seed, Math.Round(record.Milliseconds, 2));
}
