using RoDLA.Analysis.Json;
using RoDLA.Analysis.Pictures;
using RoDLA.Analysis.Storage;

namespace RoDLA.Analysis.Pipeline;

/// <summary>
/// Keeps answers in a folder: <c>results_STEM.json</c> without pictures, and every chart beside it as <c>STEM_CHART.png</c>. The stem
/// is made of the upload's name, the time and a random part, so that no answer overwrites another. A file appears whole or not at
/// all, and the JSON last.
/// </summary>
/// <param name="options">The folder; made when it is missing.</param>
/// <param name="time">The time in the names.</param>
/// <param name="owner">Whose answers they are; each owner has a folder below the folder.</param>
public sealed class ReportStore(IOptions<OutputOptions> options, TimeProvider time, IOutputOwner? owner = null)
{
    /// <summary>The folder.</summary>
    public string Folder { get; } = Path.GetFullPath(options.Value.Folder);

    /// <summary>Saves <paramref name="report"/> under a new name.</summary>
    /// <returns>
    /// What was saved: <c>saved_path</c> is the JSON file as answers name it, after <see cref="OutputFolder.Prefix"/>, and
    /// <c>visualizations</c> are names of files beside it.
    /// </returns>
    /// <exception cref="IOException">The folder cannot be written to; nothing of the answer is left in it.</exception>
    public Task<PageReport> SaveAsync(PageReport report, CancellationToken cancellationToken)
    {
        string stamp = time.GetUtcNow().ToString("yyyyMMdd_HHmmss", CultureInfo.InvariantCulture);
        string page = report.ImageInfo.PageCount > 1 ? $"_p{report.ImageInfo.Page}" : "";
        string unique = Guid.NewGuid().ToString("n")[..12];
        string stem = $"{SafeFileName.Stem(report.Filename)}{page}_{stamp}_{unique}";
        string name = $"results_{stem}.json";
        string folder = OwnerFolder.Below(Folder, owner?.Name);
        string below = Path.GetRelativePath(Folder, Path.Combine(folder, name)).Replace(Path.DirectorySeparatorChar, '/');
        return SaveAsync(report with { SavedPath = OutputFolder.Prefix + below }, folder, (name, stem), cancellationToken);
    }

    /// <summary>Saves <paramref name="report"/> under names of the caller's choice, in place of what has them.</summary>
    /// <param name="report">The answer.</param>
    /// <param name="jsonName">Name of the JSON file.</param>
    /// <param name="chartStem">What the names of the charts begin with.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <returns>What was saved; its <c>saved_path</c> is <paramref name="jsonName"/> when it had none.</returns>
    /// <exception cref="IOException">The folder cannot be written to; nothing of the answer is left in it.</exception>
    public Task<PageReport> SaveAsync(PageReport report, string jsonName, string chartStem, CancellationToken cancellationToken) =>
        SaveAsync(report, Folder, (jsonName, chartStem), cancellationToken);

    private static async Task<PageReport> SaveAsync(
        PageReport report, string folder, (string Json, string ChartStem) names, CancellationToken cancellationToken)
    {
        List<string> written = [];
        try
        {
            Dictionary<string, PictureUri?> charts = [];
            foreach ((string chart, PictureUri? picture) in report.Visualizations)
            {
                string name = $"{names.ChartStem}_{chart}.png";
                charts[chart] = picture is null ? null : PictureUri.Link(name);
                if (picture is not null)
                {
                    await WriteAsync(Path.Combine(folder, name), stream => stream.WriteAsync(picture.Content, cancellationToken).AsTask(), written);
                }
            }

            PageReport saved = report with { Visualizations = charts, SavedPath = report.SavedPath ?? names.Json };
            await WriteAsync(
                Path.Combine(folder, names.Json), stream => JsonSerializer.SerializeAsync(stream, saved, ReportJson.Indented, cancellationToken), written);
            return saved;
        }
        catch
        {
            written.ForEach(File.Delete);
            throw;
        }
    }

    private static async Task WriteAsync(string path, Func<Stream, Task> write, List<string> written)
    {
        await AtomicFile.WriteAsync(path, write).ConfigureAwait(false);
        written.Add(path);
    }
}
