using System.IO.Hashing;
using System.Text;

namespace RoDLA.Jobs.Store;

/// <summary>
/// Checksums of records and of journal lines: XXH3 in 16 hexadecimal digits. A record has its checksum as the first property, a line at its
/// end, so that a flipped bit anywhere is found. Those of earlier versions have none; a record that was repaired by hand needs none.
/// </summary>
internal static class Checksum
{
    private const int Digits = 16;

    private static ReadOnlySpan<byte> RecordHead => "{\n  \"checksum\": \""u8;

    private static ReadOnlySpan<byte> RecordRest => "\","u8;

    /// <summary>A record with its checksum.</summary>
    /// <param name="json">The record, a JSON object.</param>
    public static byte[] Seal(ReadOnlySpan<byte> json)
    {
        ReadOnlySpan<byte> rest = json[1..];
        return [.. RecordHead, .. Of(rest), .. RecordRest, .. rest];
    }

    /// <summary>Whether a record is as it was written, or has no checksum.</summary>
    public static bool IsIntact(ReadOnlySpan<byte> record)
    {
        if (!record.StartsWith(RecordHead))
        {
            // Exactly this: a checksum whose name is damaged is no record without one.
            return record.TrimStart("{ \r\n\t"u8).StartsWith("\"job_id\""u8);
        }

        ReadOnlySpan<byte> sum = record[RecordHead.Length..];
        return sum.Length > Digits && sum[Digits..].StartsWith(RecordRest)
            && sum[..Digits].SequenceEqual(Of(sum[(Digits + RecordRest.Length)..]));
    }

    /// <summary>Ends a journal line with a space and its checksum.</summary>
    public static void End(ArrayBufferWriter<byte> line)
    {
        byte[] sum = Of(line.WrittenSpan);
        line.Write(" "u8);
        line.Write(sum);
    }

    /// <summary>A journal line without its checksum; empty when the line is damaged.</summary>
    public static ReadOnlySpan<byte> Open(ReadOnlySpan<byte> line)
    {
        if (line.EndsWith("}"u8))
        {
            return line;
        }

        int end = line.Length - Digits - 1;
        return end > 0 && line[end] == ' ' && line[(end + 1)..].SequenceEqual(Of(line[..end])) ? line[..end] : [];
    }

    private static byte[] Of(ReadOnlySpan<byte> data) =>
        Encoding.ASCII.GetBytes(XxHash3.HashToUInt64(data).ToString("x16", CultureInfo.InvariantCulture));
}
