using RoDLA.Analysis.Json;
using RoDLA.Analysis.Storage;

namespace RoDLA.Analysis.Exports.Tables;

/// <summary>
/// A ZIP archive of everything: the files about all pages, the answer and charts of each page in its own folder, both tables, and the
/// pages without a result.
/// </summary>
internal sealed class ZipExporter : IExporter
{
    public string Name => "zip";

    public ExportFile FileOf(ExportSource source, ExportOptions options) => new(source.Name + ".zip", ExportArchive.ContentType);

    public async Task WriteAsync(ExportSource source, ExportOptions options, Stream destination, CancellationToken cancellationToken)
    {
        ExportArchive archive = await ExportArchive.BeginAsync(destination, cancellationToken).ConfigureAwait(false);
        await CopyAsync(archive, "", source.Attachments, source.Time, cancellationToken).ConfigureAwait(false);
        int pages = 0;
        List<PageWithout> failures = [];
        await AddTableAsync(archive, source, ExportRows.Detections, seen: null, cancellationToken).ConfigureAwait(false);
        await AddTableAsync(archive, source, ExportRows.Images, Count, cancellationToken).ConfigureAwait(false);
        FailureManifest manifest = new(source.JobId, source.Status, pages, pages - failures.Count, failures);
        await archive.AddAsync(
            "failures.json",
            source.Time,
            stream => JsonSerializer.SerializeAsync(stream, manifest, ReportJson.Indented, cancellationToken),
            cancellationToken).ConfigureAwait(false);
        await foreach (ExportPage page in source.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            await AddAsync(archive, page, page.EndedAt ?? source.Time, cancellationToken).ConfigureAwait(false);
        }

        await archive.CompleteAsync(cancellationToken).ConfigureAwait(false);

        void Count(ExportPage page)
        {
            pages++;
            if (page.Status != ExportPage.Success)
            {
                failures.Add(new PageWithout(
                    page.Index, page.Name, page.Page, page.Status, page.Attempts, page.Error, page.ErrorCategory));
            }
        }
    }

    private static Task AddTableAsync(
        ExportArchive archive, ExportSource source, ExportRows rows, Action<ExportPage>? seen, CancellationToken cancellationToken) =>
        archive.AddAsync(
            ReportJson.Word(rows) + ".csv",
            source.Time,
            stream => CsvFile.WriteAsync(source, rows, stream, seen, cancellationToken),
            cancellationToken);

    private static async Task AddAsync(ExportArchive archive, ExportPage page, DateTimeOffset time, CancellationToken cancellationToken)
    {
        string folder = Folder(page);
        if (!page.Json.IsEmpty)
        {
            await archive.AddAsync(folder + "results.json", time, page.Json, cancellationToken).ConfigureAwait(false);
        }

        await CopyAsync(archive, folder, page.Attachments, time, cancellationToken).ConfigureAwait(false);
    }

    private static async Task CopyAsync(
        ExportArchive archive,
        string folder,
        IEnumerable<ExportAttachment> attachments,
        DateTimeOffset time,
        CancellationToken cancellationToken)
    {
        foreach (ExportAttachment attachment in attachments)
        {
            await archive.CopyAsync(attachment.Path, folder + attachment.Name, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string Folder(ExportPage page)
    {
        string number = page.Page > 1 ? string.Create(CultureInfo.InvariantCulture, $"_p{page.Page}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"image_{page.Index + 1:000}_{SafeFileName.Stem(page.Name)}{number}/");
    }
}
