using System.Globalization;
using CsvHelper;

namespace RoDLA.Jobs.Exports;

/// <summary>
/// Writes a table as RFC 4180 has it, in UTF-8 without a mark in front: fields are quoted where they must be, lines end with CR LF, an
/// unknown value is an empty field. Text that would be a formula to a spreadsheet program has a single quote in front. Rows go to the
/// stream asynchronously alone.
/// </summary>
internal sealed class CsvFile : IAsyncDisposable
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    // OWASP, "CSV Injection", names these.
    private static readonly CsvWriterOptions Options = new() { Injection = CsvInjection.Escape, InjectionCharacters = "=+-@\t\r\n" };

    private readonly CsvWriter _writer;
    private readonly CancellationToken _cancellationToken;

    private CsvFile(Stream destination, CancellationToken cancellationToken)
    {
        _writer = CsvWriter.Create(destination, Options, leaveOpen: true);
        _cancellationToken = cancellationToken;
    }

    /// <summary>Begins a table with the names of its columns; the stream stays open.</summary>
    public static async Task<CsvFile> BeginAsync(Stream destination, string[] columns, CancellationToken cancellationToken)
    {
        CsvFile file = new(destination, cancellationToken);
        await file._writer.WriteRecordAsync(columns, cancellationToken).ConfigureAwait(false);
        return file;
    }

    /// <summary>A field with text.</summary>
    public CsvFile Text(string? text)
    {
        _writer.WriteField(text);
        return this;
    }

    /// <summary>A field with a number, as short as it reads back the same.</summary>
    public CsvFile Number(double? number)
    {
        _writer.WriteField(number, default);
        return this;
    }

    /// <summary>A field with a whole number.</summary>
    public CsvFile Number(int? number)
    {
        _writer.WriteField(number, default);
        return this;
    }

    /// <summary>A field with a time, as answers have it.</summary>
    public CsvFile Time(DateTimeOffset? time) => Text(time?.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));

    /// <summary>Ends the row.</summary>
    public ValueTask EndRowAsync() => _writer.EndRecordAsync(_cancellationToken);

    /// <summary>Writes what is left; the stream stays open.</summary>
    public ValueTask DisposeAsync() => _writer.DisposeAsync();
}
