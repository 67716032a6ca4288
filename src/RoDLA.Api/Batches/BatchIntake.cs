using Microsoft.Extensions.Options;
using RoDLA.Api.Configuration;
using RoDLA.Api.Detection;
using RoDLA.Api.Errors;
using RoDLA.Api.Uploads;
using RoDLA.Imaging;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Fetching;
using RoDLA.Jobs.Intake;

namespace RoDLA.Api.Batches;

/// <summary>
/// Adds what was sent to a job. Files are looked at by their header: what is no image is refused, and a file that is one but broken is
/// taken, to fail alone.
/// </summary>
internal sealed class BatchIntake(IPageReader reader, IArchiveReader archives, IImageFetcher fetcher, IOptions<BatchOptions> options)
{
    // An answer that names thousands of files helps nobody.
    private const int MostMistakes = 50;

    private readonly int _mostImages = options.Value.MaxImages;

    /// <summary>Adds the files of a form, those in archives and the pages that were asked for; mistakes are noted in <paramref name="fields"/>.</summary>
    /// <returns>Entries of archives that were passed over.</returns>
    /// <exception cref="ApiException">An archive is refused.</exception>
    public async Task<int> AddFilesAsync(
        JobDraft draft, IReadOnlyList<DraftFile> files, PageSelection pages, FormFields fields, CancellationToken cancellationToken)
    {
        int ignored = 0;
        foreach (DraftFile file in files)
        {
            if (!file.IsArchive)
            {
                await AddFileAsync(draft, file.Path, file.Name, pages, fields, cancellationToken);
                continue;
            }

            ArchiveContents contents = await ExtractAsync(draft, file, cancellationToken);
            File.Delete(file.Path);
            ignored += contents.Ignored;
            foreach (ArchiveImage image in contents.Images)
            {
                await AddFileAsync(draft, image.Path, image.Name, pages, fields, cancellationToken);
            }
        }

        if (draft.Items.Count > _mostImages)
        {
            fields.Tell(DraftSink.FieldName, $"Maximum {_mostImages} images allowed, got {draft.Items.Count}");
        }

        return ignored;
    }

    /// <summary>Adds the images of a JSON request; mistakes are noted in <paramref name="fields"/>.</summary>
    public async Task AddImagesAsync(JobDraft draft, IReadOnlyList<BatchImage> images, FormFields fields, CancellationToken cancellationToken)
    {
        for (int i = 0; i < images.Count; i++)
        {
            string place = $"{BatchRequest.ImagesField}[{i}]";
            switch (images[i])
            {
                case { Url: not null, File: not null }:
                    fields.Tell(place, $"Both URL and base64 provided: {place}");
                    break;
                case { Url: { } url, Name: var name }:
                    AddUrl(draft, url, name, place, fields);
                    break;
                case { File: { } file, Name: var name }:
                    draft.AddFile(file, name is null ? await MakeNameAsync(file, i, cancellationToken) : UploadName.Clean(name));
                    break;
                default:
                    fields.Tell(place, $"Invalid image source (missing both URL and base64): {place}");
                    break;
            }
        }
    }

    private async Task<ArchiveContents> ExtractAsync(JobDraft draft, DraftFile file, CancellationToken cancellationToken)
    {
        try
        {
            return await archives.ExtractAsync(file.Path, draft, Math.Max(0, _mostImages - draft.Items.Count), cancellationToken);
        }
        catch (ArchiveException e)
        {
            throw ArchiveProblem.Describe(file.Name, e);
        }
    }

    private void AddUrl(JobDraft draft, string url, string? name, string place, FormFields fields)
    {
        if (fetcher.WhyRefused(url) is { } reason)
        {
            fields.Add($"{place}.url", reason);
            return;
        }

        draft.AddUrl(url, UploadName.Clean(name ?? NameOf(url) ?? $"image_{draft.Items.Count + 1:000}"));
    }

    private async Task AddFileAsync(
        JobDraft draft, string path, string name, PageSelection pages, FormFields fields, CancellationToken cancellationToken)
    {
        int last;
        try
        {
            DocumentInfo info = await reader.InspectAsync(DocumentSource.FromFile(path), cancellationToken);
            last = info.PageCount;
        }
        catch (ImageException e) when (e.Fault is not (ImageFault.UnknownFormat or ImageFault.Empty or ImageFault.ToolMissing))
        {
            draft.AddFile(path, name);
            return;
        }
        catch (ImageException e)
        {
            Tell(fields, e.Fault == ImageFault.ToolMissing ? $"File {name} cannot be read: {e.Message}" : $"File {name} is not an image");
            return;
        }

        if (pages.Number > last)
        {
            Tell(fields, $"File {name} has {last} page{(last == 1 ? "" : "s")}; page {pages.Number} was asked for");
            return;
        }

        int first = pages.Number ?? 1;
        for (int page = first; page <= (pages.Number ?? last); page++)
        {
            draft.AddFile(path, name, page);
        }
    }

    private async Task<string> MakeNameAsync(string path, int index, CancellationToken cancellationToken)
    {
        string name = $"image_{index + 1:000}";
        try
        {
            DocumentInfo info = await reader.InspectAsync(DocumentSource.FromFile(path), cancellationToken);
            return $"{name}.{Extension(info.Format)}";
        }
        catch (ImageException)
        {
            return name;
        }
    }

    private static void Tell(FormFields fields, string message)
    {
        if (fields.Count < MostMistakes)
        {
            fields.Tell(DraftSink.FieldName, message);
        }
    }

    private static string? NameOf(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && Uri.UnescapeDataString(uri.Segments[^1]).Trim('/') is { Length: > 0 } name ? name : null;

    private static string Extension(ImageFormat format) => format switch
    {
        ImageFormat.Jpeg => "jpg",
        ImageFormat.Tiff => "tif",
        _ => format.ToString().ToLowerInvariant(),
    };
}
