using RoDLA.Analysis.Json;

namespace RoDLA.Analysis.Evaluation.Running;

/// <summary>
/// The finished cells of one page, a line of JSON each. A line that an end of the process cut off is left out, and its cell is done again.
/// </summary>
/// <param name="path">The file.</param>
internal sealed class PageJournal(string path)
{
    /// <summary>The finished cells by name.</summary>
    public IReadOnlyDictionary<string, CellRecord> Read()
    {
        Dictionary<string, CellRecord> cells = new(StringComparer.Ordinal);
        if (!File.Exists(path))
        {
            return cells;
        }

        // Cells may be added meanwhile: a view of a running evaluation reads too.
        using StreamReader lines = new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        while (lines.ReadLine() is { } line)
        {
            if (Parse(line) is { } record)
            {
                cells[record.Cell] = record;
            }
        }

        return cells;
    }

    /// <summary>Adds a finished cell.</summary>
    public async Task AppendAsync(CellRecord record)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using FileStream file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        using MemoryStream line = new();
        if (file.Length > 0)
        {
            file.Seek(-1, SeekOrigin.End);
            if (file.ReadByte() != '\n')
            {
                line.WriteByte((byte)'\n');
            }
        }

        JsonSerializer.Serialize(line, record, ReportJson.Options);
        line.WriteByte((byte)'\n');
        file.Seek(0, SeekOrigin.End);
        await file.WriteAsync(line.GetBuffer().AsMemory(0, (int)line.Length)).ConfigureAwait(false);
    }

    private static CellRecord? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<CellRecord>(line, ReportJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
