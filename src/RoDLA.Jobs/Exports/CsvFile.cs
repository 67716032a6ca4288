using CsvHelper;

namespace RoDLA.Jobs.Exports;

/// <summary>
/// Writes a table by RFC 4180 in UTF-8 without a byte order mark; an unknown value is an empty field. Text that a spreadsheet would read as
/// a formula gets a single quote in front. Rows are written asynchronously only.
/// </summary>
internal sealed class CsvFile : IAsyncDisposable
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    // By OWASP, "CSV Injection".
    private static readonly CsvWriterOptions Options = new() { Injection = CsvInjection.Escape, InjectionCharacters = "=+-@\t\r\n" };

    private readonly CsvWriter _writer;
    private readonly CancellationToken _cancellationToken;

    private CsvFile(Stream destination, CancellationToken cancellationToken)
    {
        _writer = CsvWriter.Create(destination, Options, leaveOpen: true);
        _cancellationToken = cancellationToken;
    }

    /// <summary>Begins a table with its header row; the stream stays open.</summary>
    public static async Task<CsvFile> BeginAsync(Stream destination, string[] columns, CancellationToken cancellationToken)
    {
        CsvFile file = new(destination, cancellationToken);
        await file._writer.WriteRecordAsync(columns, cancellationToken).ConfigureAwait(false);
        return file;
    }

    /// <summary>Writes a text field.</summary>
    public CsvFile Text(string? text)
    {
        _writer.WriteField(text);
        return this;
    }

    /// <summary>Writes a number in its shortest round-trip form.</summary>
    public CsvFile Number(double? number)
    {
        _writer.WriteField(number, default);
        return this;
    }

    /// <summary>Writes an integer.</summary>
    public CsvFile Number(int? number)
    {
        _writer.WriteField(number, default);
        return this;
    }

    /// <summary>Writes a time in the format of responses.</summary>
    public CsvFile Time(DateTimeOffset? time) => Text(time?.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));

    /// <summary>Ends the row.</summary>
    public ValueTask EndRowAsync() => _writer.EndRecordAsync(_cancellationToken);

    /// <summary>Writes the rest; the stream stays open.</summary>
    public ValueTask DisposeAsync() => _writer.DisposeAsync();
}
