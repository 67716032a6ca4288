namespace RoDLA.Perturbations;

/// <summary>A folder of background pictures that may not, or cannot, be used; the fault is the caller's.</summary>
/// <param name="message">What is wrong; shown to the caller.</param>
public sealed class BackgroundFolderException(string message) : Exception(message);
