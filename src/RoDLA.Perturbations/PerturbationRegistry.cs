using System.Collections.Frozen;
using RoDLA.Imaging;
using RoDLA.Perturbations.Blur;
using RoDLA.Perturbations.Content;
using RoDLA.Perturbations.Inconsistency;
using RoDLA.Perturbations.Noise;
using RoDLA.Perturbations.Spatial;

namespace RoDLA.Perturbations;

/// <summary>Perturbations by name.</summary>
/// <param name="perturbations">No two of them with the same name.</param>
public sealed class PerturbationRegistry(IEnumerable<IPerturbation> perturbations)
{
    private readonly FrozenDictionary<string, IPerturbation> _byName =
        perturbations.ToFrozenDictionary(entry => entry.Descriptor.Name, StringComparer.Ordinal);

    /// <summary>A registry of the twelve.</summary>
    /// <param name="reader">Reads the pictures of <c>background</c>.</param>
    /// <param name="folders">Where they lie.</param>
    public static PerturbationRegistry OfTwelve(IPageReader reader, BackgroundFolders folders) => new(
    [
        new Defocus(), new Vibration(), new Speckle(), new Texture(), new Watermark(), new Background(reader, folders),
        new InkHoldout(), new InkBleeding(), new Illumination(), new Rotation(), new Keystoning(), new Warping(),
    ]);

    /// <summary>The perturbation of a name, or null when there is none.</summary>
    public IPerturbation? Find(string name) => _byName.GetValueOrDefault(name);
}
