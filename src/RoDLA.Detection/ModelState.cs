namespace RoDLA.Detection;

/// <summary>Whether a model is in memory.</summary>
public enum ModelState
{
    /// <summary>Not in memory; the first request for it loads it.</summary>
    Unloaded,

    /// <summary>Being read and checked.</summary>
    Loading,

    /// <summary>In memory.</summary>
    Ready,

    /// <summary>It cannot be used.</summary>
    Failed,
}
