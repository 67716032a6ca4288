using RoDLA.Analysis.Pictures;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Results.Cache;

namespace RoDLA.Jobs.Work;

/// <summary>
/// Writes the report of an image to its folder: the charts as PNG files first, then the JSON, which links to them. Files are written
/// atomically; they are flushed once, at the end of the job.
/// </summary>
internal sealed class ResultWriter(JobPaths paths, TimeProvider time)
{
    private const int FirstBuffer = 64 * 1024;

    private static readonly JsonWriterOptions WriterOptions = new()
    {
        Indented = ReportJson.Indented.WriteIndented, Encoder = ReportJson.Indented.Encoder,
    };

    private readonly ConcurrentBag<ArrayBufferWriter<byte>> _buffers = [];

    /// <summary>Writes a new report; <paramref name="written"/> receives the JSON, whose memory is reused after it returns.</summary>
    /// <returns>Its figures, without seconds.</returns>
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

        if (!_buffers.TryTake(out ArrayBufferWriter<byte>? buffer))
        {
            buffer = new ArrayBufferWriter<byte>(FirstBuffer);
        }

        await using (Utf8JsonWriter writer = new(buffer, WriterOptions))
        {
            JsonSerializer.Serialize(writer, report with { Visualizations = charts }, ReportJson.Indented);
        }

        await AtomicFile.WriteAsync(paths.Result(job, index), buffer.WrittenMemory).ConfigureAwait(false);
        if (written is not null)
        {
            await written(buffer.WrittenMemory).ConfigureAwait(false);
        }

        // After an exception the buffer is not reused.
        buffer.ResetWrittenCount();
        _buffers.Add(buffer);
        return new ItemResult(0, report.AllDetections.Count, report.CoreResults.Summary.AverageConfidence, Cached: false);
    }

    /// <summary>Writes a cached report as that of an image.</summary>
    /// <returns>Its figures, without seconds; null when it is not a report and nothing was written.</returns>
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

    /// <summary>Removes the report of an image.</summary>
    public void Remove(JobDefinition job, int index) => JobFolders.Remove(paths.ItemFolder(job, index));
}
