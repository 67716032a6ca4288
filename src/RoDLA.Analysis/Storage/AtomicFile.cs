using RoDLA.Analysis.Json;

namespace RoDLA.Analysis.Storage;

/// <summary>
/// Writes files atomically: a reader sees the old file or the new one. All stored files are written here. An interrupted write leaves a
/// file with the ending <c>.tmp</c>, which the next write of the same file replaces.
/// </summary>
public static class AtomicFile
{
    /// <summary>Ending of a file that is being written.</summary>
    public const string TemporaryEnding = ".tmp";

    /// <summary>Writes or replaces a file; its folder is created when it is missing.</summary>
    /// <param name="path">The file. One writer at a time.</param>
    /// <param name="write">Writes its content.</param>
    /// <param name="durable">
    /// Whether content and name are on the disk when this returns, so that they survive a loss of power; otherwise they survive the end of
    /// the process.
    /// </param>
    /// <exception cref="IOException">It cannot be written; the old file is unchanged.</exception>
    public static async Task WriteAsync(string path, Func<Stream, Task> write, bool durable = false)
    {
        ArgumentNullException.ThrowIfNull(write);
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        string temporary = path + TemporaryEnding;
        try
        {
            await using (FileStream stream = new(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                await write(stream).ConfigureAwait(false);
                if (durable)
                {
                    stream.Flush(flushToDisk: true);
                }
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        if (durable)
        {
            DiskFlush.Folder(folder);
        }
    }

    /// <summary>Writes or replaces a file.</summary>
    /// <inheritdoc cref="WriteAsync(string, Func{Stream, Task}, bool)"/>
    public static Task WriteAsync(string path, ReadOnlyMemory<byte> content, bool durable = false) =>
        WriteAsync(path, stream => stream.WriteAsync(content).AsTask(), durable);

    /// <summary>Writes indented JSON with a line feed at the end.</summary>
    public static Task WriteJsonAsync<T>(string path, T value, CancellationToken cancellationToken, bool durable = false) =>
        WriteAsync(
            path,
            async stream =>
            {
                await JsonSerializer.SerializeAsync(stream, value, ReportJson.Indented, cancellationToken).ConfigureAwait(false);
                stream.WriteByte((byte)'\n');
            },
            durable);
}
