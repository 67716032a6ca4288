using System.Text.RegularExpressions;
using RoDLA.Analysis.Perturbing;
using RoDLA.Jobs.Files;

namespace RoDLA.Jobs.Retention;

/// <summary>
/// Removes saved answers of single requests, with their charts, and saved perturbed pages after their retention, also half-written ones.
/// Only files with the names that <see cref="ReportStore"/> and <see cref="PerturbedPageStore"/> give are removed.
/// </summary>
internal sealed partial class SavedOutputs(
    JobPaths paths,
    IOptions<OutputOptions> outputs,
    IOptions<PerturbationOptions> perturbations,
    TimeProvider time,
    ILogger<SavedOutputs> logger) : ISweep
{
    private readonly SteadyClock _clock = new(time);

    public Task SweepAsync(CancellationToken cancellationToken)
    {
        if (outputs.Value.Retention > TimeSpan.Zero)
        {
            DateTimeOffset latest = _clock.Now - outputs.Value.Retention;
            int removed = Sweep(paths.OutputFolder, AnswerName(), latest, cancellationToken)
                + Sweep(perturbations.Value.OutputFolder, PageName(), latest, cancellationToken);
            if (removed > 0)
            {
                LogRemoved(removed);
            }
        }

        return Task.CompletedTask;
    }

    private int Sweep(string folder, Regex name, DateTimeOffset latest, CancellationToken cancellationToken)
    {
        int removed = 0;
        foreach (FileInfo file in OwnerFolder.All(folder).SelectMany(below => new DirectoryInfo(below).EnumerateFiles()))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (name.IsMatch(file.Name) && file.LastWriteTimeUtc <= latest)
            {
                try
                {
                    file.Delete();
                    removed++;
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    LogNotRemoved(file.FullName, e.Message);
                }
            }
        }

        return removed;
    }

    [GeneratedRegex(@"_[0-9]{8}_[0-9]{6}_[0-9a-f]{12}(\.json|_[a-z_]+\.png)(\.tmp)?\z")]
    private static partial Regex AnswerName();

    [GeneratedRegex(@"_pert_.+_[0-9]{8}_[0-9]{6}(_[0-9]+)?\.[a-z]+\z|\A\.[0-9a-f]{32}\.tmp\z")]
    private static partial Regex PageName();

    [LoggerMessage(2620, LogLevel.Information, "{Files} saved files of single requests were removed after their retention")]
    private partial void LogRemoved(int files);

    [LoggerMessage(2621, LogLevel.Error, "{Path} could not be removed after its retention: {Reason}")]
    private partial void LogNotRemoved(string path, string reason);
}
