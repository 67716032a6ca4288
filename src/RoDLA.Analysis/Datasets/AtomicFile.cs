using System.Text.Json;
using RoDLA.Analysis.Pipeline;

namespace RoDLA.Analysis.Datasets;

/// <summary>Writes files so that each is there whole or not at all; what an ended run left half-written, the next one writes over.</summary>
public static class AtomicFile
{
    /// <summary>Writes a file in place of what has its name; its folder is made when it is missing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes its content.</param>
    /// <param name="durable">Whether its content is on the disk before it gets its name, so that a power cut leaves no empty file.</param>
    public static async Task WriteAsync(string path, Func<Stream, Task> write, bool durable = false)
    {
        ArgumentNullException.ThrowIfNull(write);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string temporary = path + ".tmp";
        await using (FileStream stream = new(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            await write(stream).ConfigureAwait(false);
            stream.Flush(durable);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Writes a file of JSON, for people, with a line feed at the end.</summary>
    /// <param name="path">The file.</param>
    /// <param name="value">Its content.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <param name="durable">Whether its content is on the disk before it gets its name.</param>
    public static Task WriteJsonAsync<T>(string path, T value, CancellationToken cancellationToken, bool durable = false) => WriteAsync(
        path,
        async stream =>
        {
            await JsonSerializer.SerializeAsync(stream, value, ReportJson.Indented, cancellationToken).ConfigureAwait(false);
            stream.WriteByte((byte)'\n');
        },
        durable);
}
