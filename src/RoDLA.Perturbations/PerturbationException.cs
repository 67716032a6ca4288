namespace RoDLA.Perturbations;

/// <summary>A perturbation cannot be applied to this page or with these options; the message is for the client.</summary>
/// <param name="message">What is wrong and what to do; shown to the client.</param>
/// <param name="inner">The cause, for the log.</param>
public sealed class PerturbationException(string message, Exception? inner = null) : Exception(message, inner);
