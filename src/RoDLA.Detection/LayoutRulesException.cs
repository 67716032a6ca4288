namespace RoDLA.Detection;

/// <summary>Layout rules cannot be used, or failed.</summary>
/// <param name="message">The reason; shown to the client.</param>
/// <param name="inner">Its cause.</param>
public sealed class LayoutRulesException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether the reason is that SWI-Prolog is not installed.</summary>
    public bool IsNotInstalled { get; init; }
}
