using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using RoDLA.Analysis.Json;
using RoDLA.Analysis.Pictures;
using RoDLA.Analysis.Pipeline;
using RoDLA.Analysis.Storage;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Results.Cache;

namespace RoDLA.Jobs.Work;

/// <summary>
/// Writes the answer for an image into its folder: charts as PNG files first, the JSON last, which names them and never holds a picture itself.
/// Each file is whole or not there; that they outlast a loss of power is seen to once, at the end of the job.
/// </summary>
internal sealed class ResultWriter(JobPaths paths, TimeProvider time)
{
    private const int FirstBuffer = 64 * 1024;

    private static readonly JsonWriterOptions WriterOptions = new()
    {
        Indented = ReportJson.Indented.WriteIndented, Encoder = ReportJson.Indented.Encoder,
    };

    private readonly ConcurrentBag<ArrayBufferWriter<byte>> _buffers = [];

    /// <summary>Writes a new answer.</summary>
    /// <param name="job">The job.</param>
    /// <param name="index">The image, from 0.</param>
    /// <param name="report">The answer.</param>
    /// <param name="written">Gets the JSON as it was written; the bytes are not its own after it has returned.</param>
    /// <returns>What the answer comes to; its seconds are 0.</returns>
    public async Task<ItemResult> WriteAsync(
        JobDefinition job, int index, PageReport report, Func<ReadOnlyMemory<byte>, ValueTask>? written)
    {
        Dictionary<string, PictureUri?> charts = [];
        foreach ((string chart, PictureUri? picture) in report.Visualizations)
        {
            charts[chart] = picture is null ? null : PictureUri.Link($"{JobPaths.ChartFolder}/{chart}.png");
            if (picture is not null)
            {
                await AtomicFile.WriteAsync(Path.Combine(paths.Charts(job, index), $"{chart}.png"), picture.Content).ConfigureAwait(false);
            }
        }

        PageReport named = report with { Visualizations = charts };
        await WriteAsync(job, index, writer => JsonSerializer.Serialize(writer, named, ReportJson.Indented), written).ConfigureAwait(false);
        return new ItemResult(0, report.AllDetections.Count, report.CoreResults.Summary.AverageConfidence, Cached: false);
    }

    /// <summary>Writes an answer of before as the answer for this image.</summary>
    /// <param name="job">The job.</param>
    /// <param name="index">The image, from 0.</param>
    /// <param name="kept">The answer as it was written before.</param>
    /// <param name="milliseconds">How long it took to find.</param>
    /// <returns>What the answer comes to; its seconds are 0. Null when it is none, and nothing was written.</returns>
    public async Task<ItemResult?> WriteCopyAsync(JobDefinition job, int index, ReadOnlyMemory<byte> kept, double milliseconds)
    {
        CachedReport report;
        try
        {
            report = CachedReport.For(kept, job.Items[index].Name, time.GetUtcNow(), milliseconds);
        }
        catch (JsonException)
        {
            return null;
        }

        await AtomicFile.WriteAsync(paths.Result(job, index), report.Json).ConfigureAwait(false);
        return new ItemResult(0, report.Detections, report.AverageConfidence, Cached: true);
    }

    /// <summary>Removes the answer for an image that has another end by now.</summary>
    public void Remove(JobDefinition job, int index)
    {
        string folder = paths.ItemFolder(job, index);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task WriteAsync(
        JobDefinition job, int index, Action<Utf8JsonWriter> write, Func<ReadOnlyMemory<byte>, ValueTask>? written)
    {
        if (!_buffers.TryTake(out ArrayBufferWriter<byte>? buffer))
        {
            buffer = new ArrayBufferWriter<byte>(FirstBuffer);
        }

        await using (Utf8JsonWriter writer = new(buffer, WriterOptions))
        {
            write(writer);
        }

        await AtomicFile.WriteAsync(paths.Result(job, index), buffer.WrittenMemory).ConfigureAwait(false);
        if (written is not null)
        {
            await written(buffer.WrittenMemory).ConfigureAwait(false);
        }

        // A buffer that met a fault is left to the collector.
        buffer.ResetWrittenCount();
        _buffers.Add(buffer);
    }
}
