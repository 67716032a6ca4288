namespace RoDLA.Api.Health;

/// <summary>State of the service.</summary>
/// <param name="Status">The worst of its parts: healthy, degraded or unhealthy.</param>
/// <param name="Timestamp">Time of the report, UTC.</param>
/// <param name="Version">Version of the service.</param>
/// <param name="UptimeSeconds">Seconds since it was started.</param>
/// <param name="Components">Its parts.</param>
public sealed record HealthReport(
    OverallStatus Status, DateTimeOffset Timestamp, string Version, double UptimeSeconds, HealthComponents Components);

/// <summary>The parts of the service.</summary>
/// <param name="Model">The model.</param>
/// <param name="Gpu">The GPU.</param>
/// <param name="Perturbations">The perturbations.</param>
/// <param name="Disk">The disk that holds the output folder.</param>
/// <param name="Memory">Memory of the process.</param>
/// <param name="Jobs">The job workers.</param>
/// <param name="Rules">The layout rules.</param>
public sealed record HealthComponents(
    ModelHealth Model,
    GpuHealth Gpu,
    PerturbationsHealth Perturbations,
    DiskHealth Disk,
    MemoryHealth Memory,
    JobsHealth Jobs,
    RulesHealth Rules);

/// <summary>State of the layout rules.</summary>
/// <param name="Status">Always ok: they are an option.</param>
/// <param name="Installed">Whether SWI-Prolog, which runs them, is installed.</param>
/// <param name="Names">The rules that there are.</param>
/// <param name="Note">What to install; null when it is installed.</param>
public sealed record RulesHealth(ComponentStatus Status, bool Installed, IReadOnlyList<string> Names, string? Note);

/// <summary>State of the job workers.</summary>
/// <param name="Status">
/// ok when jobs are accepted; warning while stored jobs are loaded and while the service stops; error when the workers have died.
/// </param>
/// <param name="Ready">Whether jobs are accepted.</param>
/// <param name="Note">Why no job is accepted; null when jobs are.</param>
public sealed record JobsHealth(ComponentStatus Status, bool Ready, string? Note);

/// <summary>State of the model.</summary>
/// <param name="Status">ok when it is ready, warning while it loads, error when it cannot be used.</param>
/// <param name="Loaded">Whether it answers requests.</param>
/// <param name="Name">Name of the model.</param>
/// <param name="State">loading, ready or failed.</param>
/// <param name="ExecutionProvider">Where it runs; null until it is loaded.</param>
/// <param name="Note">Why it cannot be used; null when it can.</param>
public sealed record ModelHealth(
    ComponentStatus Status, bool Loaded, string Name, DetectorState State, string? ExecutionProvider, string? Note);

/// <summary>State of the GPU.</summary>
/// <param name="Status">warning when CUDA is configured and the model runs on the CPU; else ok.</param>
/// <param name="Available">Whether the model runs on it.</param>
/// <param name="DeviceCount">GPUs in use: the model's session runs on one.</param>
/// <param name="MemoryAllocated">Memory of the model on it; always N/A, since ONNX Runtime does not report it.</param>
/// <param name="Requested">Whether CUDA is configured.</param>
/// <param name="Note">Why the GPU is not used although CUDA is configured; null otherwise.</param>
public sealed record GpuHealth(
    ComponentStatus Status, bool Available, int DeviceCount, string MemoryAllocated, bool Requested, string? Note);

/// <summary>State of the perturbations.</summary>
/// <param name="Status">Always ok: they are part of the program.</param>
/// <param name="DependenciesLoaded">Always true, for the same reason.</param>
public sealed record PerturbationsHealth(ComponentStatus Status, bool DependenciesLoaded);

/// <summary>State of the disk.</summary>
/// <param name="Status">
/// warning when less than a tenth of it, or less than the reserve, is free; error when the output folder cannot be used.
/// </param>
/// <param name="FreeGb">Free space in GiB, 2 decimals.</param>
/// <param name="TotalGb">Size in GiB, 2 decimals.</param>
/// <param name="UsagePercent">Used share, 1 decimal.</param>
/// <param name="Error">Why the output folder cannot be used; null when it can.</param>
/// <param name="Note">Why nothing new is saved; null when it is.</param>
public sealed record DiskHealth(ComponentStatus Status, double FreeGb, double TotalGb, double UsagePercent, string? Error, string? Note);

/// <summary>Memory of the process.</summary>
/// <param name="Status">warning when the process uses more than nine tenths of its limit.</param>
/// <param name="ProcessMb">Resident memory in MiB, 1 decimal.</param>
/// <param name="ManagedHeapMb">Heap of the runtime in MiB, 1 decimal.</param>
/// <param name="AvailableMb">Limit of the process (memory of the machine or of the container) in MiB, 1 decimal.</param>
/// <param name="UsagePercent">Share of that in use, 1 decimal.</param>
public sealed record MemoryHealth(
    ComponentStatus Status, double ProcessMb, double ManagedHeapMb, double AvailableMb, double UsagePercent);
