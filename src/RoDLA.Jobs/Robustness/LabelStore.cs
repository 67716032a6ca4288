using RoDLA.Analysis.Evaluation.Labels;
using RoDLA.Jobs.Files;

namespace RoDLA.Jobs.Robustness;

/// <summary>The labels of the images of a robustness job, a file each beside the images.</summary>
public sealed class LabelStore(JobPaths paths)
{
    /// <summary>Keeps the labels of an image of a draft.</summary>
    /// <param name="inputFolder">Folder of the draft's images.</param>
    /// <param name="index">Index of the image, from 0.</param>
    /// <param name="labels">Its labels.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public static Task KeepAsync(string inputFolder, int index, IReadOnlyList<PageLabel> labels, CancellationToken cancellationToken) =>
        AtomicFile.WriteJsonAsync(PathOf(inputFolder, index), labels, cancellationToken);

    /// <summary>Reads the labels of an image.</summary>
    /// <exception cref="ImageException">They were removed with the image.</exception>
    public async Task<IReadOnlyList<PageLabel>> ReadAsync(string jobId, int index, CancellationToken cancellationToken)
    {
        string path = PathOf(paths.InputFolder(jobId), index);
        if (!File.Exists(path))
        {
            throw new ImageException(ImageFault.Empty, "The labels of the image were removed after their retention; submit it again.");
        }

        await using FileStream file = File.OpenRead(path);
        return await JsonSerializer
            .DeserializeAsync<PageLabel[]>(file, ReportJson.Options, cancellationToken).ConfigureAwait(false) ?? [];
    }

    private static string PathOf(string inputFolder, int index) =>
        Path.Combine(inputFolder, string.Create(CultureInfo.InvariantCulture, $"labels_{index:000000}.json"));
}
