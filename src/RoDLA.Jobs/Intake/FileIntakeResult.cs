namespace RoDLA.Jobs.Intake;

/// <summary>What <see cref="FileIntake"/> did.</summary>
/// <param name="Ignored">Archive entries that are not images by their name, and were skipped.</param>
/// <param name="Mistakes">Why files were not accepted; the job must not be submitted when there are any.</param>
public sealed record FileIntakeResult(int Ignored, IReadOnlyList<string> Mistakes)
{
    /// <summary>The files with labels, where they were asked for; the caller deletes them.</summary>
    public IReadOnlyList<DraftFile> Labels { get; init; } = [];
}
