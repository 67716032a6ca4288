using System.Collections.Frozen;

namespace RoDLA.Detection.Families;

/// <summary>All families, by their name in manifests.</summary>
internal static class ModelFamilies
{
    public static FrozenDictionary<string, IModelFamily> ByName { get; } =
        new IModelFamily[]
        {
            new AnchorFreeFamily(),
            new DetrFamily(),
            new DecodedDetrFamily(),
            new PaddleFamily(),
            new YoloEndToEndFamily(),
            new YoloFamily(),
            new YoloxFamily(),
        }.ToFrozenDictionary(f => f.Name);
}
