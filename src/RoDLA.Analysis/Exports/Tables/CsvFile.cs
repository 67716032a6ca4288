using CsvHelper;

namespace RoDLA.Analysis.Exports.Tables;

/// <summary>
/// Writes a table by RFC 4180 in UTF-8 without a byte order mark; an unknown value is an empty field. Text that a spreadsheet would read as
/// a formula gets a single quote in front. Rows are written asynchronously only.
/// </summary>
internal static class CsvFile
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    // By OWASP, "CSV Injection".
    private static readonly CsvWriterOptions Options = new() { Injection = CsvInjection.Escape, InjectionCharacters = "=+-@\t\r\n" };

    /// <summary>Writes a table of pages; the stream stays open.</summary>
    /// <param name="source">The pages.</param>
    /// <param name="rows">What a row represents.</param>
    /// <param name="destination">Gets the file.</param>
    /// <param name="seen">Gets each page after its rows.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public static async Task WriteAsync(
        ExportSource source, ExportRows rows, Stream destination, Action<ExportPage>? seen, CancellationToken cancellationToken)
    {
        await using CsvWriter writer = CsvWriter.Create(destination, Options, leaveOpen: true);
        await writer.WriteRecordAsync(PageTables.Columns(rows), cancellationToken).ConfigureAwait(false);
        await foreach (ExportPage page in source.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (object?[] row in PageTables.Rows(page, rows))
            {
                foreach (object? cell in row)
                {
                    Write(writer, cell);
                }

                await writer.EndRecordAsync(cancellationToken).ConfigureAwait(false);
            }

            seen?.Invoke(page);
        }
    }

    private static void Write(CsvWriter writer, object? cell)
    {
        switch (cell)
        {
            case double number:
                writer.WriteField((double?)number, default);
                break;
            case int number:
                writer.WriteField((int?)number, default);
                break;
            case bool truth:
                writer.WriteField(truth ? "true" : "false");
                break;
            case DateTimeOffset time:
                writer.WriteField(time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));
                break;
            default:
                writer.WriteField((string?)cell);
                break;
        }
    }
}
