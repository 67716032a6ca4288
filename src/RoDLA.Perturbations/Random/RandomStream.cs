using System.Runtime.InteropServices;

namespace RoDLA.Perturbations.Random;

/// <summary>
/// Random numbers by index: each can be computed by itself, so threads share no state and the result does not depend on their number.
/// The seed is Philox's key; the counter is made of the index, the use, and the perturbation with its place.
/// </summary>
internal readonly struct RandomStream(long seed, string perturbation, int order, uint use)
{
    /// <summary>Number of 16-bit values that are generated at once.</summary>
    public const int GroupValues = 64;

    private const uint OrderStep = 0x9E3779B9;

    private readonly ulong _key = (ulong)seed;
    private readonly uint _place = unchecked(HashOf(perturbation) + ((uint)order * OrderStep));
    private readonly uint _use = use;

    /// <summary>Numbers one after the other, from the first block on.</summary>
    public RandomCursor Cursor(ulong firstBlock = 0) => new(this, firstBlock);

    /// <summary>The four words of a block.</summary>
    public Vector128<uint> Block(ulong index) => Philox.Block(Counter(index), _key);

    /// <summary>Fills a row of a field with independent 16-bit numbers.</summary>
    /// <param name="row">Which row; rows of one field all have the same length.</param>
    /// <param name="values">Where they go.</param>
    public void FillRow(int row, Span<ushort> values)
    {
        Span<ushort> numbers = stackalloc ushort[GroupValues];
        int length = values.Length;
        for (int group = 0; values.Length > 0; group++)
        {
            FillGroup(row, length, group, numbers);
            int count = Math.Min(GroupValues, values.Length);
            numbers[..count].CopyTo(values);
            values = values[count..];
        }
    }

    /// <summary>Fills part of a row: <see cref="GroupValues"/> numbers, the same that <see cref="FillRow"/> has there.</summary>
    /// <param name="row">Which row.</param>
    /// <param name="length">Numbers of a row.</param>
    /// <param name="group">Which part of it.</param>
    /// <param name="values">Where they go.</param>
    public void FillGroup(int row, int length, int group, Span<ushort> values)
    {
        ulong groups = ((ulong)length + GroupValues - 1) / GroupValues;
        Span<uint> words = MemoryMarshal.Cast<ushort, uint>(values[..GroupValues]);
        Philox.EightBlocks(Counter((((ulong)row * groups) + (ulong)group) * 8), _key, words);
    }

    /// <summary>FNV-1a, 32 bits: names keep their numbers when others are added.</summary>
    private static uint HashOf(string name)
    {
        uint hash = 2166136261;
        foreach (char character in name)
        {
            hash = unchecked((hash ^ character) * 16777619);
        }

        return hash;
    }

    private Vector128<uint> Counter(ulong index) => Vector128.Create((uint)index, (uint)(index >> 32), _use, _place);
}
