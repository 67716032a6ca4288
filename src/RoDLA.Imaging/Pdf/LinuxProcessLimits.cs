namespace RoDLA.Imaging.Pdf;

/// <summary>Limits by <c>prlimit</c>; the child can also write neither files nor a core dump.</summary>
internal sealed partial class LinuxProcessLimits : IProcessLimits
{
    private const int CpuSeconds = 0;
    private const int FileSize = 1;
    private const int CoreSize = 4;
    private const int AddressSpace = 9;

    /// <inheritdoc/>
    public void Apply(int processId, long memoryBytes, TimeSpan time)
    {
        Limit(processId, AddressSpace, memoryBytes);
        Limit(processId, CpuSeconds, (long)Math.Ceiling(time.TotalSeconds) + 1);
        Limit(processId, FileSize, 0);
        Limit(processId, CoreSize, 0);
    }

    private static void Limit(int processId, int resource, long value)
    {
        var limit = new ResourceLimit((ulong)value, (ulong)value);

        // Fails only when the child has exited, and then needs no limit.
        _ = SetLimit(processId, resource, in limit, 0);
    }

    [LibraryImport("libc", EntryPoint = "prlimit")]
    private static partial int SetLimit(int processId, int resource, in ResourceLimit limit, nint old);

    /// <summary>struct rlimit.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct ResourceLimit(ulong Soft, ulong Hard);
}
