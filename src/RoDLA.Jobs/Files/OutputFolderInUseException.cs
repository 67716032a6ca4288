namespace RoDLA.Jobs.Files;

/// <summary>Another process has the output folder.</summary>
/// <param name="message">Its owner and the remedy, for operators.</param>
public sealed class OutputFolderInUseException(string message) : Exception(message);
