using System.Collections.Frozen;

namespace RoDLA.Detection.Families;

/// <summary>All families.</summary>
internal static class ModelFamilies
{
    /// <summary>In the order in which a graph is compared with them.</summary>
    public static IReadOnlyList<IModelFamily> All { get; } =
    [
        new AnchorFreeFamily(),
        new DetrFamily(),
        new DecodedDetrFamily(),
        new PaddleFamily(),
        new YoloxFamily(),
        new YoloEndToEndFamily(),
        new YoloFamily(),
    ];

    /// <summary>By their name in manifests.</summary>
    public static FrozenDictionary<string, IModelFamily> ByName { get; } = All.ToFrozenDictionary(f => f.Name);
}
