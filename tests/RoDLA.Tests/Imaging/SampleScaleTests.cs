using System.Buffers.Binary;
using RoDLA.Imaging;
using Xunit;

namespace RoDLA.Tests.Imaging;

/// <summary>Grey TIFFs of one row whose samples do not fill the range of their type.</summary>
public sealed class SampleScaleTests
{
    [Theory]
    [InlineData(new[] { 0, 0.25f, 0.5f, 1 }, null, new byte[] { 0, 64, 128, 255 }, "from 0 to 1, the range that they have")]
    [InlineData(new[] { 0, 0.25f, 0.5f, 0.8f }, 0.8f, new byte[] { 0, 80, 159, 255 }, "from 0 to 0.8, the range that the file states")]
    [InlineData(new[] { 0, 25f, 100f, 200f }, null, new byte[] { 0, 25, 100, 200 }, null)]
    [InlineData(new[] { -10, 40f, 490f, 990f }, null, new byte[] { 0, 13, 128, 255 }, "from -10 to 990, the range that they have")]
    public async Task ReadPageAsync_FloatingTiff_IsScaled(float[] samples, float? stated, byte[] expected, string? note)
    {
        byte[] bytes = [.. samples.SelectMany(BitConverter.GetBytes)];
        await AssertAsync(Tiff(bytes, samples.Length, 32, (339, 3, 3), stated is { } max ? (341, 11, BitConverter.SingleToInt32Bits(max)) : null), expected, note);
    }

    [Theory]
    [InlineData(new[] { 0, 1024, 2048, 4095 }, null, new byte[] { 0, 64, 128, 255 }, "from 0 to 4095, the range that they have")]
    [InlineData(new[] { 0, 1024, 2048, 3000 }, 4095, new byte[] { 0, 64, 128, 187 }, "from 0 to 4095, the range that the file states")]
    [InlineData(new[] { 0, 100, 200, 255 }, null, new byte[] { 0, 100, 200, 255 }, "from 0 to 255, the range that they have")]
    [InlineData(new[] { 0, 16384, 32768, 65535 }, null, new byte[] { 0, 64, 128, 255 }, null)]
    public async Task ReadPageAsync_FewerBitsThanSixteen_AreScaled(int[] samples, int? stated, byte[] expected, string? note)
    {
        byte[] bytes = [.. samples.SelectMany(sample => BitConverter.GetBytes((ushort)sample))];
        await AssertAsync(Tiff(bytes, samples.Length, 16, (339, 3, 1), stated is { } max ? (281, 3, max) : null), expected, note);
    }

    private static async Task AssertAsync(byte[] tiff, byte[] expected, string? note)
    {
        using PageImage page = await Reading.ReadAsync(DocumentSource.FromMemory(tiff));

        Assert.All(expected.Index(), level => Assert.InRange(page.Row(0)[3 * level.Index], level.Item - 1, level.Item + 1));
        if (note is null)
        {
            Assert.Empty(page.Notes);
        }
        else
        {
            Assert.Contains(note, Assert.Single(page.Notes), StringComparison.Ordinal);
        }
    }

    private static byte[] Tiff(byte[] samples, int width, int bits, params (int Tag, short Type, int Value)?[] more)
    {
        (int Tag, short Type, int Value)[] entries =
        [
            (256, 4, width), (257, 4, 1), (258, 3, bits), (259, 3, 1), (262, 3, 1), (273, 4, 8), (277, 3, 1), (278, 4, 1),
            (279, 4, samples.Length),
            .. more.OfType<(int Tag, short Type, int Value)>(),
        ];
        byte[] directory = new byte[2 + (12 * entries.Length) + 4];
        BinaryPrimitives.WriteInt16LittleEndian(directory, (short)entries.Length);
        foreach ((int i, (int tag, short type, int value)) in entries.OrderBy(entry => entry.Tag).Index())
        {
            Span<byte> entry = directory.AsSpan(2 + (12 * i), 12);
            BinaryPrimitives.WriteInt16LittleEndian(entry, (short)tag);
            BinaryPrimitives.WriteInt16LittleEndian(entry[2..], type);
            BinaryPrimitives.WriteInt32LittleEndian(entry[4..], 1);
            BinaryPrimitives.WriteInt32LittleEndian(entry[8..], value);
        }

        return [.. "II*\0"u8, .. BitConverter.GetBytes(8 + samples.Length), .. samples, .. directory];
    }
}
