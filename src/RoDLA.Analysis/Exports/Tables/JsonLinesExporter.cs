namespace RoDLA.Analysis.Exports.Tables;

/// <summary>JSON Lines: a line for each page in any state, with its whole answer.</summary>
internal sealed class JsonLinesExporter : IExporter
{
    public string Name => "jsonl";

    public ExportFile FileOf(ExportSource source, ExportOptions options) =>
        new(source.Name + ".jsonl", "application/jsonl; charset=utf-8");

    public async Task WriteAsync(ExportSource source, ExportOptions options, Stream destination, CancellationToken cancellationToken)
    {
        ArrayBufferWriter<byte> line = new();
        await foreach (ExportPage page in source.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            PageLine.Write(page, line);
            line.Write("\n"u8);
            await destination.WriteAsync(line.WrittenMemory, cancellationToken).ConfigureAwait(false);
            line.ResetWrittenCount();
        }
    }
}
