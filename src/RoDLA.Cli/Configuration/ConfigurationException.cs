namespace RoDLA.Cli.Configuration;

/// <summary>The service was told something it cannot do; says everything that is wrong.</summary>
/// <param name="mistakes">One sentence each.</param>
internal sealed class ConfigurationException(IReadOnlyList<string> mistakes)
    : Exception("The configuration has mistakes: " + string.Join(' ', mistakes))
{
    /// <summary>One sentence each.</summary>
    public IReadOnlyList<string> Mistakes { get; } = mistakes;
}
