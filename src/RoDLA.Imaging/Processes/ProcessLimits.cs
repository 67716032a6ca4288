namespace RoDLA.Imaging.Processes;

/// <summary>
/// Limits that the kernel enforces on a child process, by <c>prlimit</c>, and its priority. On other systems than Linux it does nothing:
/// the limits on the time and on the output of a child are enforced by this process and hold everywhere.
/// </summary>
internal static partial class ProcessLimits
{
    private const int CpuSeconds = 0;
    private const int FileSize = 1;
    private const int CoreSize = 4;
    private const int Processes = 6;
    private const int AddressSpace = 9;
    private const int Niceness = 10;

    /// <summary>
    /// Limits memory and processor time of a child that has just started, and lowers its priority; it can write neither files nor a core
    /// dump, and start no other process.
    /// </summary>
    public static void Apply(int processId, long memoryBytes, TimeSpan processorTime)
    {
        if (OperatingSystem.IsLinux())
        {
            Limit(processId, AddressSpace, memoryBytes);
            Limit(processId, CpuSeconds, (long)Math.Ceiling(processorTime.TotalSeconds) + 1);
            Limit(processId, FileSize, 0);
            Limit(processId, CoreSize, 0);
            Limit(processId, Processes, 0);
            _ = SetPriority(which: 0, processId, Niceness);
        }
    }

    private static void Limit(int processId, int resource, long value)
    {
        var limit = new ResourceLimit((ulong)value, (ulong)value);

        // Fails only when the child has exited, and then needs no limit.
        _ = SetLimit(processId, resource, in limit, 0);
    }

    [LibraryImport("libc", EntryPoint = "prlimit")]
    private static partial int SetLimit(int processId, int resource, in ResourceLimit limit, nint old);

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int priority);

    /// <summary>struct rlimit.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct ResourceLimit(ulong Soft, ulong Hard);
}
