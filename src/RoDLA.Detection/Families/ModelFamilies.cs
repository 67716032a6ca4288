using System.Collections.Frozen;

namespace RoDLA.Detection.Families;

/// <summary>All families, by their name in manifests.</summary>
internal static class ModelFamilies
{
    public static FrozenDictionary<string, IModelFamily> ByName { get; } =
        new IModelFamily[] { new AnchorFreeFamily(), new DetrFamily() }.ToFrozenDictionary(f => f.Name);
}
