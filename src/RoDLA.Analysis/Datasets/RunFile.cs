using RoDLA.Analysis.Json;
using RoDLA.Analysis.Storage;

namespace RoDLA.Analysis.Datasets;

/// <summary>Settings that a folder of perturbed data sets was made with; a run with other settings must not continue it.</summary>
/// <param name="CocoSha256">SHA-256 of the COCO file.</param>
/// <param name="PagesSha256">SHA-256 of the names and contents of its pages, in its order.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="Mode">Which behaviour the perturbations follow.</param>
/// <param name="Quality">Whether pages are measured.</param>
/// <param name="Exif">Whether annotations are turned with the page.</param>
internal sealed record RunFile(string CocoSha256, string PagesSha256, long Seed, PerturbationMode Mode, bool Quality, ExifHandling Exif)
{
    private const string Name = "run.json";

    /// <summary>Writes the file into a new folder, or compares it with the one there.</summary>
    /// <exception cref="DatasetException">The folder holds something else.</exception>
    public static async Task ClaimAsync(DatasetSettings settings, IReadOnlyList<DatasetImage> images, CancellationToken cancellationToken)
    {
        string path = Path.Combine(settings.Out, Name);
        RunFile own = new(
            await ContentDigest.OfFileAsync(settings.CocoFile, cancellationToken).ConfigureAwait(false),
            await ContentDigest.OfFilesAsync(settings.Images, images.Select(i => i.FileName), cancellationToken).ConfigureAwait(false),
            settings.Seed,
            settings.Mode,
            settings.Quality,
            settings.Exif);
        if (File.Exists(path))
        {
            if (Read(path) != own)
            {
                throw new DatasetException(
                    [
                    $"'{settings.Out}' holds a run with another COCO file, other pages, or another seed, mode, quality or EXIF setting: "
                    + "use the same again, or another folder.",
                ]);
            }
        }
        else if (Directory.Exists(settings.Out) && Directory.EnumerateFileSystemEntries(settings.Out).Any(e => e != path + ".tmp"))
        {
            throw new DatasetException([$"'{settings.Out}' is not empty, and what is in it was not begun here: use another folder."]);
        }
        else
        {
            await AtomicFile.WriteJsonAsync(path, own, cancellationToken).ConfigureAwait(false);
        }
    }

    private static RunFile? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<RunFile>(File.ReadAllBytes(path), ReportJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
