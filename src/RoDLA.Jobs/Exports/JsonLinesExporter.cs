using System.Buffers;
using System.Text.Json;
using RoDLA.Analysis.Json;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Results;

namespace RoDLA.Jobs.Exports;

/// <summary>JSON Lines: a line for each image, whatever became of it, with its whole answer.</summary>
/// <param name="reader">Reads the answers.</param>
internal sealed class JsonLinesExporter(ResultReader reader) : IJobExporter
{
    /// <inheritdoc/>
    public string Name => "jsonl";

    /// <inheritdoc/>
    public string ContentType => "application/jsonl; charset=utf-8";

    /// <inheritdoc/>
    public string FileName(JobSnapshot job, ExportOptions options) => ExportName.Of(job, ".jsonl");

    /// <inheritdoc/>
    public async Task WriteAsync(JobSnapshot job, ExportOptions options, Stream destination, CancellationToken cancellationToken)
    {
        ArrayBufferWriter<byte> line = new();
        await using Utf8JsonWriter writer = new(line, new JsonWriterOptions { Encoder = ReportJson.Options.Encoder });
        for (int i = 0; i < job.Items.Count; i++)
        {
            using JsonDocument? report = await reader.ReadWholeAsync(job, i, cancellationToken).ConfigureAwait(false);
            JsonSerializer.Serialize(writer, Image(job, i, report?.RootElement), ReportJson.Options);
            line.Write("\n"u8);
            await destination.WriteAsync(line.WrittenMemory, cancellationToken).ConfigureAwait(false);
            line.ResetWrittenCount();
            writer.Reset();
        }
    }

    private static ExportedImage Image(JobSnapshot job, int index, JsonElement? report)
    {
        ItemDefinition definition = job.Definition.Items[index];
        ItemRecord item = job.Items[index];
        return new ExportedImage(
            index,
            definition.Name,
            definition.Page,
            item.State,
            item.Attempts,
            item.Result?.Detections,
            item.Result?.AverageConfidence,
            item.Result?.Seconds,
            item.Result?.Cached,
            item.StartedAt,
            item.EndedAt,
            item.Error,
            item.Category,
            report);
    }
}
