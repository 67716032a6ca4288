using System.IO.Compression;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Exports;

/// <summary>
/// A ZIP archive of a job: its summary, the report and charts of each image in its own folder, both tables, and the images without a
/// result. It is streamed without a temporary file; a truncated archive has no directory and is refused by every program.
/// </summary>
internal sealed class ZipExporter(JobPaths paths, JobTables tables) : IJobExporter
{
    private const int MinYear = 1980;
    private const int MaxYear = 2107;

    public string Name => "zip";

    public string ContentType => "application/zip";

    public string Suffix(ExportRows rows) => ".zip";

    public async Task WriteAsync(JobSnapshot job, ExportRows rows, Stream destination, CancellationToken cancellationToken)
    {
        // ZipArchive writes some headers synchronously even in its asynchronous methods.
        AsyncBuffer buffer = new(destination);

        // Not disposed after a failure: that would write the directory and make a truncated archive look complete.
        ZipArchive archive = await ZipArchive
            .CreateAsync(buffer, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken).ConfigureAwait(false);
        JobDefinition definition = job.Definition;
        DateTimeOffset time = job.EndedAt ?? job.UpdatedAt;
        await CopyAsync(archive, paths.Summary(definition), "summary.json", time, cancellationToken).ConfigureAwait(false);
        await CopyFolderAsync(archive, paths.SummaryCharts(definition), "summary_visualizations/", time, cancellationToken)
            .ConfigureAwait(false);
        foreach ((string name, ExportRows table) in new[] { ("detections.csv", ExportRows.Detections), ("images.csv", ExportRows.Images) })
        {
            await AddAsync(archive, name, time, stream => tables.WriteAsync(job, table, stream, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
        }

        await AddAsync(
            archive, "failures.json", time,
            stream => JsonSerializer.SerializeAsync(stream, FailureManifest.Of(job), ReportJson.Indented, cancellationToken),
            cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < job.Items.Count; i++)
        {
            if (job.Items[i].State == ItemState.Success)
            {
                await AddImageAsync(archive, job, i, cancellationToken).ConfigureAwait(false);
            }
        }

        await archive.DisposeAsync().ConfigureAwait(false);
        await buffer.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private static string Folder(ItemDefinition item)
    {
        string page = item.Page > 1 ? string.Create(CultureInfo.InvariantCulture, $"_p{item.Page}") : "";
        return $"{JobPaths.ItemFolderName(item.Index)}_{SafeFileName.Stem(item.Name)}{page}/";
    }

    private static async Task CopyFolderAsync(
        ZipArchive archive, string folder, string name, DateTimeOffset time, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (string file in Directory.EnumerateFiles(folder, "*.png").Order(StringComparer.Ordinal))
        {
            await CopyAsync(archive, file, name + Path.GetFileName(file), time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task CopyAsync(
        ZipArchive archive, string path, string name, DateTimeOffset time, CancellationToken cancellationToken)
    {
        FileStream source;
        try
        {
            source = new FileStream(path, new FileStreamOptions { Options = FileOptions.Asynchronous | FileOptions.SequentialScan });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // An unfinished job has no summary yet, and files are missing while the job is removed.
            return;
        }

        await using (source)
        {
            await AddAsync(archive, name, time, stream => source.CopyToAsync(stream, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private static async Task AddAsync(
        ZipArchive archive, string name, DateTimeOffset time, Func<Stream, Task> write, CancellationToken cancellationToken)
    {
        // Pictures are compressed too: streaming readers cannot read a stored entry of unknown length.
        ZipArchiveEntry entry = archive.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = time.Year is >= MinYear and <= MaxYear
            ? time.ToUniversalTime()
            : new DateTimeOffset(MinYear, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await using Stream stream = await entry.OpenAsync(cancellationToken).ConfigureAwait(false);
        await write(stream).ConfigureAwait(false);
    }

    private async Task AddImageAsync(ZipArchive archive, JobSnapshot job, int index, CancellationToken cancellationToken)
    {
        string folder = Folder(job.Definition.Items[index]);
        DateTimeOffset time = job.Items[index].EndedAt ?? job.UpdatedAt;
        await CopyAsync(archive, paths.Result(job.Definition, index), folder + "results.json", time, cancellationToken)
            .ConfigureAwait(false);
        await CopyFolderAsync(archive, paths.Charts(job.Definition, index), $"{folder}{JobPaths.ChartFolder}/", time, cancellationToken)
            .ConfigureAwait(false);
    }
}
