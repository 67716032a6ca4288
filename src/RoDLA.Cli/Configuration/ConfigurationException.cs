namespace RoDLA.Cli.Configuration;

/// <summary>The configuration has mistakes; carries all of them.</summary>
/// <param name="mistakes">One sentence each.</param>
internal sealed class ConfigurationException(IReadOnlyList<string> mistakes)
    : Exception("The configuration has mistakes: " + string.Join(' ', mistakes))
{
    public IReadOnlyList<string> Mistakes { get; } = mistakes;
}
