namespace RoDLA.Analysis.Exports;

/// <summary>
/// A format with a file for each page: that file for one page, a ZIP archive with all of them and the files beside them else.
/// </summary>
/// <param name="name">Name of the format.</param>
/// <param name="extension">Ending of the files, with its dot.</param>
/// <param name="contentType">Media type of a file.</param>
internal abstract class PageFilesExporter(string name, string extension, string contentType) : IExporter
{
    public string Name { get; } = name;

    /// <summary>Folder of the files in an archive, with its slash; empty for none.</summary>
    protected virtual string Folder => "";

    public ExportFile FileOf(ExportSource source, ExportOptions options) => source.IsPage
        ? new(source.Name + extension, contentType)
        : new($"{source.Name}_{Name}.zip", ExportArchive.ContentType);

    public async Task WriteAsync(ExportSource source, ExportOptions options, Stream destination, CancellationToken cancellationToken)
    {
        ClassIndex classes = new();
        using MemoryStream content = new();
        if (source.IsPage)
        {
            await foreach (PageFile page in PageFile.ReadAsync(source, classes, options, cancellationToken).ConfigureAwait(false))
            {
                Write(page, content);
                await destination.WriteAsync(content.GetBuffer().AsMemory(0, (int)content.Length), cancellationToken).ConfigureAwait(false);
            }

            return;
        }

        List<string> stems = [];
        ExportArchive archive = await ExportArchive.BeginAsync(destination, cancellationToken).ConfigureAwait(false);
        await foreach (PageFile page in PageFile.ReadAsync(source, classes, options, cancellationToken).ConfigureAwait(false))
        {
            content.SetLength(0);
            Write(page, content);
            stems.Add(page.Name.Stem);
            await archive.AddAsync(
                Folder + page.Name.Stem + extension,
                page.Page.EndedAt ?? source.Time,
                content.GetBuffer().AsMemory(0, (int)content.Length),
                cancellationToken).ConfigureAwait(false);
        }

        foreach ((string file, string text) in FilesBeside(classes, stems))
        {
            await archive.AddAsync(file, source.Time, Encoding.UTF8.GetBytes(text), cancellationToken).ConfigureAwait(false);
        }

        await archive.CompleteAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes the file of a page.</summary>
    protected abstract void Write(PageFile page, Stream destination);

    /// <summary>The other files of an archive.</summary>
    /// <param name="classes">The classes of all pages.</param>
    /// <param name="stems">The stems of all pages.</param>
    protected virtual IEnumerable<(string File, string Text)> FilesBeside(ClassIndex classes, IReadOnlyList<string> stems) => [];
}
