using System.Globalization;

namespace RoDLA.Imaging.Scheduling;

/// <summary>The memory that this process may use.</summary>
internal static class MemoryLimit
{
    /// <summary>The limit of the container (Linux cgroup, version 2 or 1), at most the physical memory; in bytes.</summary>
    public static long OfProcess()
    {
        // The runtime reports three quarters of a container's limit, its own default for the heap.
        long physical = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        return OperatingSystem.IsLinux() ? OfCgroups("/proc/self/cgroup", "/sys/fs/cgroup") ?? physical : physical;
    }

    /// <summary>The lowest limit of the groups that a process is in, from its own up to the root; null when there is none.</summary>
    /// <param name="membership">File that names the groups, such as <c>/proc/self/cgroup</c>.</param>
    /// <param name="root">Where the groups are mounted.</param>
    internal static long? OfCgroups(string membership, string root)
    {
        if (!File.Exists(membership))
        {
            return null;
        }

        // "0::/path" in version 2, "4:memory:/path" in version 1.
        long? lowest = null;
        foreach (string[] group in File.ReadLines(membership).Select(line => line.Split(':', 3)).Where(parts => parts.Length == 3))
        {
            (string folder, string file)? place =
                group[1].Length == 0 ? (root, "memory.max")
                : group[1].Split(',').Contains("memory") ? (Path.Combine(root, "memory"), "memory.limit_in_bytes")
                : null;
            for (string? path = group[2].TrimEnd('/'); place is { } at && path is not null; path = Parent(path))
            {
                lowest = Lower(lowest, Path.Combine(at.folder, path.TrimStart('/'), at.file));
            }
        }

        return lowest;
    }

    private static string? Parent(string path) => path.Length == 0 ? null : path[..path.LastIndexOf('/')];

    // No limit is the word "max" in version 2, and a number near 2^63 in version 1.
    private static long? Lower(long? lowest, string file)
    {
        try
        {
            return long.TryParse(File.ReadAllText(file), NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out long limit)
                && limit < long.MaxValue / 2 && limit < (lowest ?? long.MaxValue)
                    ? limit
                    : lowest;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return lowest;
        }
    }
}
