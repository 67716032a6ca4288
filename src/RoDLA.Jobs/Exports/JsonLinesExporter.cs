using RoDLA.Jobs.Model;
using RoDLA.Jobs.Results;

namespace RoDLA.Jobs.Exports;

/// <summary>JSON Lines: a line for each image in any state, with its whole report.</summary>
internal sealed class JsonLinesExporter(ResultReader reader) : IJobExporter
{
    public string Name => "jsonl";

    public string ContentType => "application/jsonl; charset=utf-8";

    public string Suffix(ExportRows rows) => ".jsonl";

    public async Task WriteAsync(JobSnapshot job, ExportRows rows, Stream destination, CancellationToken cancellationToken)
    {
        ArrayBufferWriter<byte> line = new();
        await using Utf8JsonWriter writer = new(line, new JsonWriterOptions { Encoder = ReportJson.Options.Encoder });
        for (int i = 0; i < job.Items.Count; i++)
        {
            using JsonDocument? report = await reader.ReadWholeAsync(job, i, cancellationToken).ConfigureAwait(false);
            JsonSerializer.Serialize(writer, ExportedImage.Of(job, i, report?.RootElement), ReportJson.Options);
            line.Write("\n"u8);
            await destination.WriteAsync(line.WrittenMemory, cancellationToken).ConfigureAwait(false);
            line.ResetWrittenCount();
            writer.Reset();
        }
    }
}
