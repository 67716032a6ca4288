namespace RoDLA.Cli.Output;

/// <summary>What the program tells the shell.</summary>
internal static class ExitCode
{
    /// <summary>All well.</summary>
    public const int Success = 0;

    /// <summary>The work, or a part of it, failed.</summary>
    public const int Failure = 1;

    /// <summary>The command line or the configuration has mistakes; nothing was done.</summary>
    public const int Usage = 2;
}
