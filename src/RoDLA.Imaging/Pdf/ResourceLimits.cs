using System.Runtime.InteropServices;

namespace RoDLA.Imaging.Pdf;

/// <summary>Limits that the kernel holds a child process to.</summary>
internal static partial class ResourceLimits
{
    private const int CpuSeconds = 0;
    private const int CoreSize = 4;
    private const int AddressSpace = 9;
    private const int FileSize = 1;

    /// <summary>Bounds memory and processor time of a child that has just started; it writes neither files nor a core dump.</summary>
    public static void Apply(int processId, long memoryBytes, TimeSpan time)
    {
        // A child that is gone already needs no limit, so the answers are not looked at.
        Limit(processId, AddressSpace, memoryBytes);
        Limit(processId, CpuSeconds, (long)Math.Ceiling(time.TotalSeconds) + 1);
        Limit(processId, FileSize, 0);
        Limit(processId, CoreSize, 0);
    }

    private static void Limit(int processId, int resource, long most)
    {
        var limit = new Bounds((ulong)most, (ulong)most);
        _ = SetLimit(processId, resource, in limit, 0);
    }

    [LibraryImport("libc", EntryPoint = "prlimit")]
    private static partial int SetLimit(int processId, int resource, in Bounds limit, nint old);

    /// <summary>struct rlimit: soft and hard limit.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Bounds(ulong Soft, ulong Hard);
}
