namespace RoDLA.Jobs.Store;

/// <summary>Content of a journal on disk.</summary>
/// <param name="Lines">Its lines, in order.</param>
/// <param name="Length">Length up to the end of the last complete line, in bytes.</param>
/// <param name="Broken">Number of complete lines that cannot be read.</param>
internal sealed record JournalFile(IReadOnlyList<JournalLine> Lines, long Length, int Broken)
{
    /// <summary>Reads a journal; an incomplete last line is left out.</summary>
    public static JournalFile Read(string path) => File.Exists(path) ? Parse(File.ReadAllBytes(path)) : new JournalFile([], 0, 0);

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
            return JsonSerializer.Deserialize<JournalLine>(Checksum.Open(line), JobJson.Line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
