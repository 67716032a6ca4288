using RoDLA.Api.Uploads;
using RoDLA.Jobs.Fetching;
using RoDLA.Jobs.Intake;

namespace RoDLA.Api.Batches.Submit;

/// <summary>
/// Adds the files of a request to a job, after a look at their headers: a file that is not an image refuses the request; a damaged image is
/// accepted and fails alone.
/// </summary>
internal sealed class BatchIntake(
    IPageReader reader, FileIntake intake, IImageFetcher fetcher, IOptions<BatchOptions> options, UploadMetrics metrics)
{
    /// <summary>Adds the requested pages of the files of a form, archives included; mistakes go to <paramref name="fields"/>.</summary>
    /// <returns>Number of ignored archive entries.</returns>
    /// <exception cref="ArchiveException">An archive is refused.</exception>
    public async Task<int> AddFilesAsync(
        JobDraft draft, IReadOnlyList<DraftFile> files, PageSelection pages, FormFields fields, CancellationToken cancellationToken)
    {
        metrics.Add(files.Count);
        FileIntakeResult result = await intake.AddAsync(
            draft, files, new IntakeSettings(pages, options.Value.MaxImages), cancellationToken);
        foreach (string mistake in result.Mistakes)
        {
            fields.AddSentence(DraftSink.FieldName, mistake);
        }

        return result.Ignored;
    }

    /// <summary>Adds the requested pages of the images of a JSON request; mistakes are added to <paramref name="fields"/>.</summary>
    public async Task AddImagesAsync(
        JobDraft draft, IReadOnlyList<BatchImage> images, PageSelection pages, FormFields fields, CancellationToken cancellationToken)
    {
        if (pages != PageSelection.First && images.Any(i => i.Url is not null))
        {
            fields.Add("pages", "Only the first page of an image by url can be requested: leave pages out, or send base64.");
        }

        for (int i = 0; i < images.Count; i++)
        {
            string place = $"{BatchRequest.ImagesField}[{i}]";
            switch (images[i])
            {
                case { Url: not null, File: not null }:
                    fields.AddSentence(place, $"Both URL and base64 provided: {place}");
                    break;
                case { Url: { } url, Name: var name }:
                    AddUrl(draft, url, name, place, fields);
                    break;
                case { File: { } file, Name: var name }:
                    DocumentInfo? info = await TryInspectAsync(file, cancellationToken);
                    string cleaned = name is null ? MakeName(info, i) : SafeFileName.Display(name);
                    if (FileIntake.AddPages(draft, file, cleaned, info, pages) is { } mistake)
                    {
                        fields.AddSentence(place, mistake);
                    }

                    break;
                default:
                    fields.AddSentence(place, $"Invalid image source (missing both URL and base64): {place}");
                    break;
            }
        }

        if (draft.Items.Count > options.Value.MaxImages)
        {
            fields.AddSentence(BatchRequest.ImagesField, $"Maximum {options.Value.MaxImages} images allowed, got {draft.Items.Count}");
        }
    }

    private void AddUrl(JobDraft draft, string url, string? name, string place, FormFields fields)
    {
        if (fetcher.WhyRefused(url) is { } reason)
        {
            fields.Add($"{place}.url", reason);
            return;
        }

        draft.AddUrl(url, SafeFileName.Display(name ?? NameOf(url) ?? $"image_{draft.Items.Count + 1:000}"));
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

    private static string MakeName(DocumentInfo? info, int index) =>
        info is null ? $"image_{index + 1:000}" : $"image_{index + 1:000}.{Extension(info.Format)}";

    private static string? NameOf(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? uri)
        && Uri.UnescapeDataString(uri.Segments[^1]).Trim('/') is { Length: > 0 } name ? name : null;

    private static string Extension(ImageFormat format) => format switch
    {
        ImageFormat.Jpeg => "jpg",
        ImageFormat.Tiff => "tif",
        _ => format.ToString().ToLowerInvariant(),
    };
}
