using RoDLA.Jobs.Files;

namespace RoDLA.Jobs.Intake;

/// <summary>
/// Adds files to a job, those in archives included. Each is inspected by its header: a file that is not an image is a mistake, and a broken
/// image is accepted, to fail alone.
/// </summary>
/// <param name="reader">Inspects the files.</param>
/// <param name="options">Limits of archives.</param>
public sealed class FileIntake(IPageReader reader, IOptions<ArchiveOptions> options)
{
    // More names in one answer are of no use.
    private const int MaxMistakes = 50;

    private readonly ArchiveReader _archives = new(options.Value);

    /// <summary>Adds the selected pages of every file; the archives are deleted.</summary>
    /// <param name="draft">The job.</param>
    /// <param name="files">Its files.</param>
    /// <param name="settings">Which of their pages, how many, and what their labels are.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArchiveException">An archive is refused.</exception>
    public async Task<FileIntakeResult> AddAsync(
        JobDraft draft, IReadOnlyList<DraftFile> files, IntakeSettings settings, CancellationToken cancellationToken)
    {
        int ignored = 0;
        List<DraftFile> labels = [];
        List<string> mistakes = [];
        foreach (DraftFile file in files)
        {
            if (!file.IsArchive && settings.IsLabel(file.Name))
            {
                labels.Add(file);
                continue;
            }

            if (!file.IsArchive)
            {
                Note(await AddAsync(draft, file.Path, file.Name, settings.Pages, cancellationToken));
                continue;
            }

            ArchiveContents contents = await ExtractAsync(draft, file, settings, cancellationToken);
            File.Delete(file.Path);
            ignored += contents.Ignored;
            labels.AddRange(contents.Labels);
            foreach (DraftFile image in contents.Images)
            {
                Note(await AddAsync(draft, image.Path, image.Name, settings.Pages, cancellationToken));
            }
        }

        if (draft.Items.Count > settings.MaxImages)
        {
            mistakes.Add($"Maximum {settings.MaxImages} images allowed, got {draft.Items.Count}");
        }

        return new FileIntakeResult(ignored, mistakes) { Labels = labels };

        void Note(string? mistake)
        {
            if (mistake is not null && mistakes.Count < MaxMistakes)
            {
                mistakes.Add(mistake);
            }
        }
    }

    /// <summary>Adds the selected pages of one file.</summary>
    /// <param name="draft">The job.</param>
    /// <param name="path">The file.</param>
    /// <param name="name">The client's name for it.</param>
    /// <param name="info">Its header; null when it cannot be read: the file fails alone.</param>
    /// <param name="pages">The pages.</param>
    /// <returns>Why nothing was added; null when something was.</returns>
    public static string? AddPages(JobDraft draft, string path, string name, DocumentInfo? info, PageSelection pages)
    {
        if (info is not { PageCount: int last })
        {
            draft.AddFile(path, name);
            return null;
        }

        if (pages.Number > last)
        {
            return $"File {name} has {last} page{(last == 1 ? "" : "s")}; page {pages.Number} was requested";
        }

        for (int page = pages.Number ?? 1; page <= (pages.Number ?? last); page++)
        {
            draft.AddFile(path, name, page);
        }

        return null;
    }

    private async Task<ArchiveContents> ExtractAsync(
        JobDraft draft, DraftFile file, IntakeSettings settings, CancellationToken cancellationToken)
    {
        int left = Math.Max(0, settings.MaxImages - draft.Items.Count);
        try
        {
            // Unpacking is bound by the processor; asynchronous reads of local files would not make it faster.
            return await Task.Run(() => _archives.Extract(file.Path, draft, left, settings.IsLabel, cancellationToken), cancellationToken);
        }
        catch (ArchiveException e)
        {
            e.Archive = file.Name;
            throw;
        }
    }

    private async Task<string?> AddAsync(
        JobDraft draft, string path, string name, PageSelection pages, CancellationToken cancellationToken)
    {
        DocumentInfo? info = null;
        try
        {
            info = (await reader.OpenAsync(DocumentSource.FromFile(path), cancellationToken)).Info;
        }
        catch (ImageException e) when (e.Fault is ImageFault.UnknownFormat or ImageFault.Empty)
        {
            return $"File {name} is not an image";
        }
        catch (ImageException e) when (e.Fault == ImageFault.ToolMissing)
        {
            return $"File {name} cannot be read: {e.Message}";
        }
        catch (ImageException)
        {
            // It fails alone, when it is processed.
        }

        return AddPages(draft, path, name, info, pages);
    }
}
