namespace RoDLA.Detection.Models;

/// <summary>A model cannot be served; lists all problems.</summary>
/// <param name="model">Name of the model.</param>
/// <param name="problems">One sentence each: what is wrong and what to do.</param>
/// <param name="inner">The cause, for the log.</param>
public sealed class ModelException(string model, IReadOnlyList<string> problems, Exception? inner = null)
    : Exception($"Model '{model}' cannot be used: {string.Join(' ', problems)}", inner)
{
    /// <summary>The problems, one sentence each.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
