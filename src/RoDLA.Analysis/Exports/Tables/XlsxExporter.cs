using RoDLA.Analysis.Json;
using SpreadCheetah;

namespace RoDLA.Analysis.Exports.Tables;

/// <summary>An Excel workbook with the sheets <c>images</c>, <c>detections</c> (more when one is full) and <c>summary</c>.</summary>
internal sealed class XlsxExporter : IExporter
{
    /// <summary>Media type.</summary>
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    // Limits of the file format.
    private const int MostRows = 1_048_576;
    private const int LongestText = 32_767;

    public string Name => "xlsx";

    public ExportFile FileOf(ExportSource source, ExportOptions options) => new(source.Name + ".xlsx", ContentType);

    public async Task WriteAsync(ExportSource source, ExportOptions options, Stream destination, CancellationToken cancellationToken)
    {
        AsyncBuffer buffer = new(destination);
        await using Spreadsheet workbook = await Spreadsheet
            .CreateNewAsync(buffer, new SpreadCheetahOptions(), cancellationToken).ConfigureAwait(false);
        TableSummary summary = new();
        await WriteAsync(workbook, source, ExportRows.Images, summary.Add, cancellationToken).ConfigureAwait(false);
        await WriteAsync(workbook, source, ExportRows.Detections, static _ => { }, cancellationToken).ConfigureAwait(false);
        await workbook.StartWorksheetAsync("summary", token: cancellationToken).ConfigureAwait(false);
        foreach (object?[] row in summary.Rows())
        {
            await AddAsync(workbook, row, cancellationToken).ConfigureAwait(false);
        }

        await workbook.FinishAsync(cancellationToken).ConfigureAwait(false);
        await buffer.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task WriteAsync(
        Spreadsheet workbook, ExportSource source, ExportRows rows, Action<ExportPage> seen, CancellationToken cancellationToken)
    {
        int sheets = 0;
        int written = MostRows;
        await foreach (ExportPage page in source.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (object?[] row in PageTables.Rows(page, rows))
            {
                await BeginWhenFullAsync().ConfigureAwait(false);
                await AddAsync(workbook, row, cancellationToken).ConfigureAwait(false);
                written++;
            }

            seen(page);
        }

        if (sheets == 0)
        {
            await BeginWhenFullAsync().ConfigureAwait(false);
        }

        async ValueTask BeginWhenFullAsync()
        {
            if (written == MostRows)
            {
                string number = ++sheets == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" {sheets}");
                await workbook.StartWorksheetAsync(ReportJson.Word(rows) + number, token: cancellationToken).ConfigureAwait(false);
                await AddAsync(workbook, PageTables.Columns(rows), cancellationToken).ConfigureAwait(false);
                written = 1;
            }
        }
    }

    private static ValueTask AddAsync(Spreadsheet workbook, object?[] row, CancellationToken cancellationToken) =>
        workbook.AddRowAsync(Array.ConvertAll(row, Cell), cancellationToken);

    private static DataCell Cell(object? value) => value switch
    {
        null => default,
        double number when double.IsFinite(number) => new DataCell(number),
        double => default,
        int number => new DataCell(number),
        bool truth => new DataCell(truth),
        DateTimeOffset time => new DataCell(time.UtcDateTime),
        _ => new DataCell(Shortened(XmlFile.Clean((string)value))),
    };

    private static string Shortened(string text) => text.Length <= LongestText
        ? text
        : text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)];
}
