namespace RoDLA.Api.Hosting;

/// <summary>
/// The limit of open files of this process (<c>ulimit -n</c>), which sockets and temporary files share. Uses the core library alone: with
/// a small limit no other assembly can be loaded.
/// </summary>
internal static class FileHandles
{
    /// <summary>Least limit that the program starts with.</summary>
    public const int Least = 512;

    // The program itself with model, log and job files, child processes, the management port, and connections that are being refused.
    private const int Reserve = 400;

    // A socket and the temporary file of an upload.
    private const int PerConnection = 2;

    /// <summary>The limit; null where the system does not report it, or has none.</summary>
    public static int? Limit()
    {
        try
        {
            foreach (string line in File.ReadAllLines("/proc/self/limits"))
            {
                if (line.StartsWith("Max open files", StringComparison.Ordinal))
                {
                    string soft = line["Max open files".Length..].Trim();
                    return int.TryParse(soft.AsSpan(0, soft.IndexOf(' ')), out int limit) ? limit : null;
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not Linux.
        }

        return null;
    }

    /// <summary>Why the program cannot run with a limit; null when it can.</summary>
    public static string? WhyTooFew(int? limit) => limit < Least
        ? $"The limit of open files is {limit}; the program needs at least {Least}. Raise it: ulimit -n 65536, or LimitNOFILE in systemd."
        : null;

    /// <summary>The most connections that a limit has room for.</summary>
    public static int MaxConnections(int? limit) => limit is { } handles ? Math.Max(1, (handles - Reserve) / PerConnection) : int.MaxValue;
}
