namespace RoDLA.Jobs.Store;

/// <summary>A journal in a file, one line of JSON for each change. Not thread-safe: the lock of the job guards it.</summary>
/// <param name="path">The file; the first line creates it.</param>
/// <param name="length">Length of its complete lines in bytes; the first line truncates the rest.</param>
internal sealed class JobJournal(string path, long length) : IJobJournal
{
    private readonly ArrayBufferWriter<byte> _buffer = new(512);
    private SafeFileHandle? _file;
    private long _length = length;

    public void Append(JournalLine line)
    {
        _buffer.ResetWrittenCount();
        using (Utf8JsonWriter writer = new(_buffer))
        {
            JsonSerializer.Serialize(writer, line, JobJson.Line);
        }

        Checksum.End(_buffer);
        _buffer.Write("\n"u8);
        if (_file is null)
        {
            _file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
            RandomAccess.SetLength(_file, _length);
        }

        // The part that a failed write leaves beyond the length is overwritten by the next line.
        RandomAccess.Write(_file, _buffer.WrittenSpan, _length);
        _length += _buffer.WrittenCount;
    }

    public void Remove()
    {
        Close();
        File.Delete(path);
        _length = 0;
    }

    public void Close()
    {
        _file?.Dispose();
        _file = null;
    }
}
