using System.Runtime.InteropServices;

namespace RoDLA.Benchmarks.Detection;

/// <summary>Processor time of the calling thread, on Linux: it tells more than the wall on a busy machine.</summary>
internal static class ThreadClock
{
    private const int ThreadProcessorTime = 3;

    public static double Milliseconds => GetTime(ThreadProcessorTime, out Time time) == 0
        ? (time.Seconds * 1e3) + (time.Nanoseconds / 1e6)
        : throw new PlatformNotSupportedException("clock_gettime failed.");

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int GetTime(int clock, out Time time);

    private readonly record struct Time(long Seconds, long Nanoseconds);
}
