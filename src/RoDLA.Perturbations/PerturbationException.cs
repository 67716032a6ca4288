namespace RoDLA.Perturbations;

/// <summary>A perturbation that cannot be applied, with the reason in words for the person who asked for it.</summary>
/// <param name="message">What is wrong and what to do; shown to the caller.</param>
/// <param name="inner">The cause, for the log.</param>
public sealed class PerturbationException(string message, Exception? inner = null) : Exception(message, inner);
