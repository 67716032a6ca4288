namespace RoDLA.Analysis.Exports.Tables;

/// <summary>JSON: the answer of one page as it is, or an object with an array of all pages in any state.</summary>
internal sealed class JsonExporter : IExporter
{
    public string Name => "json";

    public ExportFile FileOf(ExportSource source, ExportOptions options) =>
        new(source.Name + ".json", "application/json; charset=utf-8");

    public async Task WriteAsync(ExportSource source, ExportOptions options, Stream destination, CancellationToken cancellationToken)
    {
        ArrayBufferWriter<byte> text = new();
        if (!source.IsPage)
        {
            text.Write("{\"images\":["u8);
        }

        await foreach (ExportPage page in source.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (source.IsPage)
            {
                text.Write(page.Json.Span);
            }
            else
            {
                text.Write(page.Index == 0 ? "\n"u8 : ",\n"u8);
                PageLine.Write(page, text);
            }

            await destination.WriteAsync(text.WrittenMemory, cancellationToken).ConfigureAwait(false);
            text.ResetWrittenCount();
        }

        await destination.WriteAsync(source.IsPage ? "\n"u8.ToArray() : "\n]}\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
    }
}
