using System.Text.Json;

namespace RoDLA.Jobs.Store;

/// <summary>Reads a journal that a process left behind.</summary>
/// <param name="Lines">Its lines, in order.</param>
/// <param name="Length">Bytes up to the end of the last whole line.</param>
/// <param name="Broken">Lines in the midst that cannot be read.</param>
internal sealed record JournalFile(IReadOnlyList<JournalLine> Lines, long Length, int Broken)
{
    /// <summary>Reads a journal; what comes after the last line feed was never finished, and is left out.</summary>
    public static JournalFile Read(string path)
    {
        if (!File.Exists(path))
        {
            return new JournalFile([], 0, 0);
        }

        return Parse(File.ReadAllBytes(path));
    }

    /// <inheritdoc cref="Read"/>
    public static JournalFile Parse(ReadOnlySpan<byte> bytes)
    {
        List<JournalLine> lines = [];
        int broken = 0;
        int start = 0;
        while (bytes[start..].IndexOf((byte)'\n') is >= 0 and int length)
        {
            if (TryParse(bytes.Slice(start, length)) is { } line)
            {
                lines.Add(line);
            }
            else
            {
                broken++;
            }

            start += length + 1;
        }

        return new JournalFile(lines, start, broken);
    }

    private static JournalLine? TryParse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize<JournalLine>(line, JobJson.Line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
