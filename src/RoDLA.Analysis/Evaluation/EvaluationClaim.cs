using RoDLA.Analysis.Datasets;
using RoDLA.Analysis.Evaluation.Reports;
using RoDLA.Analysis.Json;
using RoDLA.Analysis.Storage;

namespace RoDLA.Analysis.Evaluation;

/// <summary>What the journal of a folder was made with; a run with anything else must not continue it.</summary>
/// <param name="Data">SHA-256 of labels, names and pages.</param>
/// <param name="Model">The model.</param>
/// <param name="Mapping">How the labels' names are read.</param>
/// <param name="Settings">What was done to each page, without the perturbations: more may be added.</param>
internal sealed record EvaluationClaim(string Data, EvaluatedModel Model, string Mapping, Running.EvaluationSettings Settings)
{
    private const string Name = "run.json";

    /// <summary>Writes the claim into a new folder, or compares it with the one there.</summary>
    /// <exception cref="DatasetException">The folder holds something else.</exception>
    public async Task MakeAsync(string folder, CancellationToken cancellationToken)
    {
        string path = Path.Combine(folder, Name);
        EvaluationClaim own = this with { Settings = Settings with { Steps = [], Protocol = "" } };
        string text = JsonSerializer.Serialize(own, ReportJson.Indented);
        if (File.Exists(path))
        {
            if (await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false) != text + '\n')
            {
                throw new DatasetException(
                    [
                    $"'{folder}' holds an evaluation with other pages, labels or mapping, another model, or another seed, mode or "
                    + "detection setting: use the same again, or another folder.",
                ]);
            }
        }
        else if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any(e => e != path + AtomicFile.TemporaryEnding))
        {
            throw new DatasetException([$"'{folder}' is not empty, and what is in it was not begun here: use another folder."]);
        }
        else
        {
            await AtomicFile.WriteJsonAsync(path, own, cancellationToken).ConfigureAwait(false);
        }
    }
}
