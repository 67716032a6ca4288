using Microsoft.Extensions.Options;
using RoDLA.Api.Configuration;
using RoDLA.Api.Detection;
using RoDLA.Api.Errors;
using RoDLA.Api.Uploads;
using RoDLA.Imaging;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Fetching;
using RoDLA.Jobs.Intake;

namespace RoDLA.Api.Batches.Submit;

/// <summary>
/// Adds the files of a request to a job, after a look at their headers: a file that is not an image refuses the request; a damaged image is
/// accepted and fails alone.
/// </summary>
internal sealed class BatchIntake(IPageReader reader, IArchiveReader archives, IImageFetcher fetcher, IOptions<BatchOptions> options)
{
    // A response with thousands of mistakes helps no client.
    private const int MostMistakes = 50;

    private readonly int _mostImages = options.Value.MaxImages;

    /// <summary>Adds the requested pages of the files of a form, including those in archives; mistakes are added to <paramref name="fields"/>.</summary>
    /// <returns>Number of ignored archive entries.</returns>
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

        CheckCount(draft, DraftSink.FieldName, fields);
        return ignored;
    }

    /// <summary>Adds the requested pages of the images of a JSON request; mistakes are added to <paramref name="fields"/>.</summary>
    public async Task AddImagesAsync(
        JobDraft draft, IReadOnlyList<BatchImage> images, PageSelection pages, FormFields fields, CancellationToken cancellationToken)
    {
        if (pages != PageSelection.First && images.Any(i => i.Url is not null))
        {
            fields.Add("pages", "An image by url has its first page only, as its pages are not known before it is fetched: leave pages out, or send base64.");
        }

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
                    DocumentInfo? info = await TryInspectAsync(file, cancellationToken);
                    AddPages(draft, file, name is null ? MakeName(info, i) : UploadName.Clean(name), info, pages, place, fields);
                    break;
                default:
                    fields.Tell(place, $"Invalid image source (missing both URL and base64): {place}");
                    break;
            }
        }

        CheckCount(draft, BatchRequest.ImagesField, fields);
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
        DocumentInfo? info = null;
        try
        {
            info = (await reader.OpenAsync(DocumentSource.FromFile(path), cancellationToken)).Info;
        }
        catch (ImageException e) when (e.Fault is ImageFault.UnknownFormat or ImageFault.Empty or ImageFault.ToolMissing)
        {
            string message = e.Fault == ImageFault.ToolMissing ? $"File {name} cannot be read: {e.Message}" : $"File {name} is not an image";
            AddMistake(fields, DraftSink.FieldName, message);
            return;
        }
        catch (ImageException)
        {
            // It fails alone, when it is processed.
        }

        AddPages(draft, path, name, info, pages, DraftSink.FieldName, fields);
    }

    // Null for an unreadable file: an image of a JSON request always fails alone.
    private async Task<DocumentInfo?> TryInspectAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return (await reader.OpenAsync(DocumentSource.FromFile(path), cancellationToken)).Info;
        }
        catch (ImageException)
        {
            return null;
        }
    }

    private void CheckCount(JobDraft draft, string field, FormFields fields)
    {
        if (draft.Items.Count > _mostImages)
        {
            fields.Tell(field, $"Maximum {_mostImages} images allowed, got {draft.Items.Count}");
        }
    }

    private static void AddPages(
        JobDraft draft, string path, string name, DocumentInfo? info, PageSelection pages, string field, FormFields fields)
    {
        if (info is not { PageCount: int last })
        {
            draft.AddFile(path, name);
            return;
        }

        if (pages.Number > last)
        {
            AddMistake(fields, field, $"File {name} has {last} page{(last == 1 ? "" : "s")}; page {pages.Number} was requested");
            return;
        }

        int first = pages.Number ?? 1;
        for (int page = first; page <= (pages.Number ?? last); page++)
        {
            draft.AddFile(path, name, page);
        }
    }

    private static string MakeName(DocumentInfo? info, int index) =>
        info is null ? $"image_{index + 1:000}" : $"image_{index + 1:000}.{Extension(info.Format)}";

    private static void AddMistake(FormFields fields, string field, string message)
    {
        if (fields.Count < MostMistakes)
        {
            fields.Tell(field, message);
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
