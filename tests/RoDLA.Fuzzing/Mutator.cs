using System.Buffers.Binary;
using System.Text;

namespace RoDLA.Fuzzing;

/// <summary>Changes bytes as fuzzers do: bits, boundary values, blocks, lengths, numbers in text, tokens, splices.</summary>
internal sealed class Mutator(Random random)
{
    private const int LongestBlock = 512;

    private static readonly long[] Boundaries =
        [0, 1, -1, 127, 128, 255, 256, 32767, 32768, 65535, 65536, int.MaxValue, int.MinValue, uint.MaxValue, long.MaxValue];
    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "\0", "\"", "\\", "\r\n", "--", "{", "}", "[", "]", "null", "true", "1e999", "-0", "NaN", "\\ud800", "\ufeff",
            "\u202e", "../", "%00", "<<", ">>",
            "stream", "endobj", "obj", "xref", "IHDR", "IDAT", "IEND", "PK\u0001\u0002", "PK\u0003\u0004", "PK\u0005\u0006",
            "base64,", "data:", "type", "degree",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF, 0xD8], [0xFF, 0xD9], [0xFF, 0xDA], [0xFF, 0xC0], [0xFF, 0xFE], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
    ];

    /// <summary>A changed copy of an input; <paramref name="other"/> may give a part of it.</summary>
    public byte[] Mutate(ReadOnlySpan<byte> input, ReadOnlySpan<byte> other)
    {
        byte[] data = input.ToArray();
        for (int changes = 1 << random.Next(4); changes > 0; changes--)
        {
            data = Change(data, other);
        }

        return data;
    }

    private byte[] Change(byte[] data, ReadOnlySpan<byte> other)
    {
        if (data.Length == 0)
        {
            return random.GetItems(Tokens, 1)[0];
        }

        int at = Place(data.Length);
        int length = Math.Min(random.Next(1, 1 << random.Next(1, 10)), data.Length - at);
        switch (random.Next(10))
        {
            case 0:
                data[at] ^= (byte)(1 << random.Next(8));
                return data;
            case 1:
                data[at] = (byte)random.Next(256);
                return data;
            case 2:
                WriteBoundary(data.AsSpan(at));
                return data;
            case 3:
                return Replace(data, at, length, []);
            case 4:
                return Replace(data, at, 0, data.AsSpan(at, length));
            case 5:
                return Replace(data, at, 0, random.GetItems(Tokens, 1)[0]);
            case 6:
                return ReplaceNumber(data, at);
            case 7:
                random.NextBytes(data.AsSpan(at, length));
                return data;
            case 8 when random.Next(4) == 0:
                return data[..at];
            case 9 when other.Length > 0:
                int from = random.Next(other.Length);
                return Replace(data, at, length, other.Slice(from, Math.Min(random.Next(1, LongestBlock), other.Length - from)));
            default:
                data[at] = (byte)(data[at] + random.Next(-3, 4));
                return data;
        }
    }

    /// <summary>Headers stand at both ends, so every second place is near one.</summary>
    private int Place(int length) => random.Next(4) switch
    {
        0 => random.Next(Math.Min(length, 200)),
        1 => length - 1 - random.Next(Math.Min(length, 200)),
        _ => random.Next(length),
    };

    private void WriteBoundary(Span<byte> place)
    {
        long value = Boundaries[random.Next(Boundaries.Length)];
        switch (random.Next(4))
        {
            case 0 when place.Length >= 2:
                BinaryPrimitives.WriteInt16BigEndian(place, (short)value);
                break;
            case 1 when place.Length >= 2:
                BinaryPrimitives.WriteInt16LittleEndian(place, (short)value);
                break;
            case 2 when place.Length >= 4:
                BinaryPrimitives.WriteInt32BigEndian(place, (int)value);
                break;
            case 3 when place.Length >= 4:
                BinaryPrimitives.WriteInt32LittleEndian(place, (int)value);
                break;
            default:
                place[0] = (byte)value;
                break;
        }
    }

    /// <summary>The next decimal number of the text becomes another.</summary>
    private byte[] ReplaceNumber(byte[] data, int at)
    {
        int first = data.AsSpan(at).IndexOfAnyInRange((byte)'0', (byte)'9');
        if (first < 0)
        {
            return data;
        }

        first += at;
        int digits = data.AsSpan(first).IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        long value = random.Next(2) == 0 ? Boundaries[random.Next(Boundaries.Length)] : random.Next(20_000);
        return Replace(data, first, digits < 0 ? data.Length - first : digits, Encoding.ASCII.GetBytes($"{value}"));
    }

    private static byte[] Replace(ReadOnlySpan<byte> data, int at, int length, ReadOnlySpan<byte> value) =>
        [.. data[..at], .. value, .. data[(at + length)..]];
}
