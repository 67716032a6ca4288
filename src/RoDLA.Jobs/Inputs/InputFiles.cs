using RoDLA.Jobs.Fetching;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Inputs;

/// <summary>Opens the files of images, uploaded or fetched.</summary>
internal sealed class InputFiles(JobPaths paths, IPageReader reader, IImageFetcher fetcher)
{
    private const int MaxOpen = 64;

    // The pages of one file follow each other: it is hashed and opened once, not once a page. The time distinguishes a later download.
    private readonly ConcurrentDictionary<(string Path, DateTime WrittenAt), InputFile> _open = new();

    /// <summary>Opens the file of an image, and fetches it first if necessary.</summary>
    /// <exception cref="ImageException">It cannot be read.</exception>
    /// <exception cref="FetchException">It cannot be fetched.</exception>
    public async Task<InputFile> OpenAsync(JobDefinition job, int index, CancellationToken cancellationToken)
    {
        string path = paths.Input(job, index) ?? await FetchAsync(job, index, cancellationToken).ConfigureAwait(false);
        if (!File.Exists(path))
        {
            throw new ImageException(ImageFault.Empty, "The image was removed after its retention; submit it again.");
        }

        (string, DateTime) key = (path, File.GetLastWriteTimeUtc(path));
        if (_open.TryGetValue(key, out InputFile? open))
        {
            return open;
        }

        int? dpi = job.Settings.PdfDpi;
        OpenDocument document = await reader.OpenAsync(DocumentSource.FromFile(path).AtDpi(dpi), cancellationToken).ConfigureAwait(false);
        string hash = await ContentHash.OfAsync(path, cancellationToken).ConfigureAwait(false);

        // Part of the key of cached reports.
        InputFile file = new(document, dpi is null ? hash : string.Create(CultureInfo.InvariantCulture, $"{hash}@{dpi}"));
        if (document.Info.PageCount > 1)
        {
            if (_open.Count >= MaxOpen)
            {
                _open.Clear();
            }

            _open[key] = file;
        }

        return file;
    }

    private async Task<string> FetchAsync(JobDefinition job, int index, CancellationToken cancellationToken)
    {
        string path = paths.Fetched(job, index);
        if (File.Exists(path))
        {
            return path;
        }

        // Flushed, unlike results: after a power loss half a download would look like a bad image.
        await AtomicFile.WriteAsync(
            path, stream => fetcher.FetchAsync(job.Items[index].Url!, stream, cancellationToken), durable: true).ConfigureAwait(false);
        return path;
    }
}
