using System.Buffers.Binary;

namespace RoDLA.Jobs.Intake;

/// <summary>The checksum of ZIP archives (ISO 3309, polynomial 0xEDB88320 reflected), eight bytes at a step.</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;
    private static readonly uint[][] Tables = MakeTables();

    /// <summary>Goes on with a checksum; the first one is 0.</summary>
    public static uint Append(uint checksum, ReadOnlySpan<byte> bytes)
    {
        uint crc = ~checksum;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            uint low = crc ^ BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            uint high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = Tables[7][low & 0xFF] ^ Tables[6][(low >> 8) & 0xFF] ^ Tables[5][(low >> 16) & 0xFF] ^ Tables[4][low >> 24]
                ^ Tables[3][high & 0xFF] ^ Tables[2][(high >> 8) & 0xFF] ^ Tables[1][(high >> 16) & 0xFF] ^ Tables[0][high >> 24];
        }

        foreach (byte b in bytes)
        {
            crc = Tables[0][(crc ^ b) & 0xFF] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint[][] MakeTables()
    {
        uint[][] tables = new uint[8][];
        tables[0] = new uint[256];
        for (uint i = 0; i < 256; i++)
        {
            uint value = i;
            for (int bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? (value >> 1) ^ Polynomial : value >> 1;
            }

            tables[0][i] = value;
        }

        for (int t = 1; t < tables.Length; t++)
        {
            uint[] before = tables[t - 1];
            tables[t] = Array.ConvertAll(before, v => tables[0][v & 0xFF] ^ (v >> 8));
        }

        return tables;
    }
}
