namespace RoDLA.Detection.Models;

/// <summary>A model folder that cannot be served, with everything that is wrong with it.</summary>
/// <param name="model">Name of the model.</param>
/// <param name="problems">Each one sentence: what is wrong and what to do.</param>
/// <param name="inner">The cause, for the log.</param>
public sealed class ModelException(string model, IReadOnlyList<string> problems, Exception? inner = null)
    : Exception($"Model '{model}' cannot be used: {string.Join(' ', problems)}", inner)
{
    /// <summary>What is wrong, each one sentence.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
