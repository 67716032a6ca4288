using System.IO.Compression;

namespace RoDLA.Analysis.Exports;

/// <summary>
/// A ZIP archive that is streamed without a temporary file. One that is not completed has no directory, and every program refuses it.
/// </summary>
internal sealed class ExportArchive
{
    /// <summary>Media type.</summary>
    public const string ContentType = "application/zip";

    private const int MinYear = 1980;
    private const int MaxYear = 2107;

    private readonly AsyncBuffer _buffer;
    private readonly ZipArchive _archive;

    private ExportArchive(AsyncBuffer buffer, ZipArchive archive) => (_buffer, _archive) = (buffer, archive);

    /// <summary>Begins an archive; the stream is written to asynchronously only, and stays open.</summary>
    public static async Task<ExportArchive> BeginAsync(Stream destination, CancellationToken cancellationToken)
    {
        // ZipArchive writes some headers synchronously even in its asynchronous methods.
        AsyncBuffer buffer = new(destination);
        ZipArchive archive = await ZipArchive
            .CreateAsync(buffer, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken).ConfigureAwait(false);
        return new ExportArchive(buffer, archive);
    }

    /// <summary>Adds a file.</summary>
    public async Task AddAsync(string name, DateTimeOffset time, Func<Stream, Task> write, CancellationToken cancellationToken)
    {
        // Pictures are compressed too: streaming readers cannot read a stored entry of unknown length.
        ZipArchiveEntry entry = _archive.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = time.Year is >= MinYear and <= MaxYear
            ? time.ToUniversalTime()
            : new DateTimeOffset(MinYear, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await using Stream stream = await entry.OpenAsync(cancellationToken).ConfigureAwait(false);
        await write(stream).ConfigureAwait(false);
    }

    /// <summary>Adds a file whose content is in memory.</summary>
    public Task AddAsync(string name, DateTimeOffset time, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        AddAsync(name, time, stream => stream.WriteAsync(content, cancellationToken).AsTask(), cancellationToken);

    /// <summary>Adds the copy of a file; one that is missing is left out.</summary>
    public async Task CopyAsync(string path, string name, DateTimeOffset time, CancellationToken cancellationToken)
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
            await AddAsync(name, time, stream => source.CopyToAsync(stream, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Writes the directory and the rest. Not called after a failure: a truncated archive must not look complete.
    /// </summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        await _archive.DisposeAsync().ConfigureAwait(false);
        await _buffer.FlushAsync(cancellationToken).ConfigureAwait(false);
    }
}
