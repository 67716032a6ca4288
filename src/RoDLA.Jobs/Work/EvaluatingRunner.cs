using RoDLA.Jobs.Model;
using RoDLA.Jobs.Robustness;

namespace RoDLA.Jobs.Work;

/// <summary>Evaluates the images of a robustness job before their result, which is that of the clean image, is stored.</summary>
/// <param name="runner">Stores the result.</param>
/// <param name="robustness">Evaluates them.</param>
internal sealed class EvaluatingRunner(ItemRunner runner, RobustnessJobs robustness) : IItemRunner
{
    /// <inheritdoc/>
    public async Task<ItemResult> RunAsync(JobDefinition job, int index, CancellationToken cancellationToken)
    {
        if (job.Settings.Robustness is { } settings)
        {
            await robustness.EvaluateAsync(job, settings, index, cancellationToken).ConfigureAwait(false);
        }

        return await runner.RunAsync(job, index, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void RemoveResult(JobDefinition job, int index) => runner.RemoveResult(job, index);
}
