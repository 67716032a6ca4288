namespace RoDLA.Perturbations;

/// <summary>A folder of background pictures is not allowed, missing or empty; the message is for the client.</summary>
/// <param name="message">What is wrong; shown to the client.</param>
public sealed class BackgroundFolderException(string message) : Exception(message);
