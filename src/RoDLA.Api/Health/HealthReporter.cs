using System.Diagnostics;

namespace RoDLA.Api.Health;

/// <summary>Reports the state of every part of the service.</summary>
internal sealed class HealthReporter(
    ILayoutDetector detector,
    IOptions<DetectionOptions> detection,
    IOptions<OutputOptions> outputs,
    IJobHealth jobs,
    IDiskGuard disk,
    ILayoutRules rules,
    IHostApplicationLifetime lifetime,
    TimeProvider time)
{
    private const double Gib = 1024.0 * 1024.0 * 1024.0;
    private const double Mib = 1024.0 * 1024.0;
    private const double LeastFreeShare = 0.1;
    private const double MostMemoryShare = 0.9;

    /// <summary>When the process started, UTC.</summary>
    public static readonly DateTimeOffset Started = Process.GetCurrentProcess().StartTime.ToUniversalTime();

    /// <summary>Why requests cannot be accepted now; null when they can.</summary>
    public string? WhyNotReady() =>
        lifetime.ApplicationStopping.IsCancellationRequested ? "The service is stopping."
        : detector.Status.State switch
        {
            DetectorState.Ready => jobs.WhyNotReady,
            DetectorState.Loading => "The model is being loaded.",
            _ => "The model cannot be used.",
        };

    /// <summary>The state of every part.</summary>
    public HealthReport Report()
    {
        HealthComponents components = new(
            Model(), Gpu(), new PerturbationsHealth(ComponentStatus.Ok, true), Disk(), Memory(), Jobs(), Rules());
        ComponentStatus worst = new[]
        {
            components.Model.Status, components.Gpu.Status, components.Disk.Status, components.Memory.Status, components.Jobs.Status,
        }.Max();
        DateTimeOffset now = time.GetUtcNow();
        double uptime = Math.Round((now - Started).TotalSeconds, 1);
        return new HealthReport((OverallStatus)worst, now, ApiVersion.Text, uptime, components);
    }

    private ModelHealth Model()
    {
        DetectorStatus status = detector.Status;
        ComponentStatus component = status.State switch
        {
            DetectorState.Ready => ComponentStatus.Ok,
            DetectorState.Loading => ComponentStatus.Warning,
            _ => ComponentStatus.Error,
        };
        string? note = status.State == DetectorState.Failed ? status.Note : null;
        return new ModelHealth(
            component, status.State == DetectorState.Ready, detector.Model.Name, status.State, status.ExecutionProvider, note);
    }

    private GpuHealth Gpu()
    {
        DetectorStatus status = detector.Status;
        bool requested = detection.Value.ExecutionProvider != "cpu";
        bool available = status.ExecutionProvider is { } provider && provider != "CPUExecutionProvider";
        bool missing = requested && !available && status.State == DetectorState.Ready;
        return new GpuHealth(
            missing ? ComponentStatus.Warning : ComponentStatus.Ok,
            available,
            available ? 1 : 0,
            "N/A",
            requested,
            missing ? status.Note : null);
    }

    private DiskHealth Disk()
    {
        try
        {
            Directory.CreateDirectory(outputs.Value.Folder);
            DriveInfo drive = new(outputs.Value.Folder);
            double total = drive.TotalSize;
            double free = drive.AvailableFreeSpace;
            string? note = disk.WhyFull();
            ComponentStatus status = note is not null || free < total * LeastFreeShare ? ComponentStatus.Warning : ComponentStatus.Ok;
            double used = total > 0 ? (total - free) / total * 100 : 0;
            return new DiskHealth(status, Math.Round(free / Gib, 2), Math.Round(total / Gib, 2), Math.Round(used, 1), null, note);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new DiskHealth(ComponentStatus.Error, 0, 0, 0, "The output folder cannot be used.", null);
        }
    }

    private JobsHealth Jobs()
    {
        string? note = jobs.WhyNotReady;
        ComponentStatus status = jobs.HasFailed ? ComponentStatus.Error : note is null ? ComponentStatus.Ok : ComponentStatus.Warning;
        return new JobsHealth(status, note is null, note);
    }

    private RulesHealth Rules() => new(ComponentStatus.Ok, rules.WhyUnavailable is null, rules.Names, rules.WhyUnavailable);

    private static MemoryHealth Memory()
    {
        double resident = Environment.WorkingSet;
        double available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        double share = available > 0 ? resident / available : 0;
        return new MemoryHealth(
            share > MostMemoryShare ? ComponentStatus.Warning : ComponentStatus.Ok,
            Math.Round(resident / Mib, 1),
            Math.Round(GC.GetTotalMemory(false) / Mib, 1),
            Math.Round(available / Mib, 1),
            Math.Round(share * 100, 1));
    }
}
