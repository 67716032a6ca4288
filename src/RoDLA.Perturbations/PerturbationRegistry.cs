using System.Collections.Frozen;

namespace RoDLA.Perturbations;

/// <summary>Perturbations by name.</summary>
/// <param name="perturbations">No two of them with the same name.</param>
public sealed class PerturbationRegistry(IEnumerable<IPerturbation> perturbations)
{
    private readonly FrozenDictionary<string, IPerturbation> _byName =
        perturbations.ToFrozenDictionary(entry => entry.Descriptor.Name, StringComparer.Ordinal);

    /// <summary>The perturbation of a name, or null when there is none.</summary>
    public IPerturbation? Find(string name) => _byName.GetValueOrDefault(name);
}
