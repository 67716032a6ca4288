namespace RoDLA.Jobs.Intake;

/// <summary>What <see cref="FileIntake"/> takes of the files of a job.</summary>
/// <param name="Pages">Pages of each file.</param>
/// <param name="MaxImages">Most images of the job.</param>
public sealed record IntakeSettings(PageSelection Pages, int MaxImages)
{
    /// <summary>Tells by their names the files that are labels and not images. Default: none.</summary>
    public Func<string, bool> IsLabel { get; init; } = static _ => false;
}
