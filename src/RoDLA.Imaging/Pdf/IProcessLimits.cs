namespace RoDLA.Imaging.Pdf;

/// <summary>Limits that the operating system enforces on a child process.</summary>
internal interface IProcessLimits
{
    /// <summary>
    /// The limits of this system: those of the kernel on Linux, none elsewhere. The time limit and the limits on a tool's output are
    /// enforced by this process and so hold on every system.
    /// </summary>
    static IProcessLimits Current { get; } = OperatingSystem.IsLinux() ? new LinuxProcessLimits() : new NoProcessLimits();

    /// <summary>Limits memory and processor time of a child that has just started.</summary>
    void Apply(int processId, long memoryBytes, TimeSpan time);
}
