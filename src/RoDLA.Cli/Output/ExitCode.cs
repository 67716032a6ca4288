namespace RoDLA.Cli.Output;

/// <summary>Exit codes of the program.</summary>
internal static class ExitCode
{
    /// <summary>Everything succeeded.</summary>
    public const int Success = 0;

    /// <summary>The work, or a part of it, failed.</summary>
    public const int Failure = 1;

    /// <summary>The command line or the configuration has mistakes; nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>Another process uses the output folder; nothing was done.</summary>
    public const int FolderInUse = 3;
}
