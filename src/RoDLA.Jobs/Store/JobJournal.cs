using System.Buffers;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace RoDLA.Jobs.Store;

/// <summary>A journal in a file, one line of JSON for each change. Not safe for several threads: its job's lock guards it.</summary>
/// <param name="path">The file; made by the first line.</param>
/// <param name="length">Bytes of it that are whole lines; what is beyond them goes at the first line.</param>
internal sealed class JobJournal(string path, long length) : IJobJournal
{
    private readonly ArrayBufferWriter<byte> _buffer = new(512);
    private SafeFileHandle? _file;
    private long _length = length;

    /// <inheritdoc/>
    public void Append(JournalLine line)
    {
        _buffer.ResetWrittenCount();
        using (Utf8JsonWriter writer = new(_buffer))
        {
            JsonSerializer.Serialize(writer, line, JobJson.Line);
        }

        _buffer.GetSpan(1)[0] = (byte)'\n';
        _buffer.Advance(1);
        if (_file is null)
        {
            _file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
            RandomAccess.SetLength(_file, _length);
        }

        // A write that failed half-way left its part beyond the length, and the next one writes over it.
        RandomAccess.Write(_file, _buffer.WrittenSpan, _length);
        _length += _buffer.WrittenCount;
    }

    /// <inheritdoc/>
    public void Remove()
    {
        Close();
        File.Delete(path);
        _length = 0;
    }

    /// <inheritdoc/>
    public void Close()
    {
        _file?.Dispose();
        _file = null;
    }
}
