using System.Collections;

namespace RoDLA.Jobs.Model;

/// <summary>
/// Immutable list of the images of a job. A changed list shares all but one block with the old one, so that a snapshot after every change
/// of a job with thousands of images is cheap.
/// </summary>
internal sealed class ItemList : IReadOnlyList<ItemRecord>
{
    private const int Block = 64;

    private readonly ItemRecord[][] _blocks;

    public ItemList(IEnumerable<ItemRecord> items)
        : this([.. items.Chunk(Block)])
    {
    }

    private ItemList(ItemRecord[][] blocks)
    {
        _blocks = blocks;
        Count = blocks.Sum(b => b.Length);
    }

    public int Count { get; }

    public ItemRecord this[int index] => _blocks[index / Block][index % Block];

    /// <summary>The list with another image at one index.</summary>
    public ItemList With(int index, ItemRecord item)
    {
        ItemRecord[][] blocks = [.. _blocks];
        ItemRecord[] block = [.. blocks[index / Block]];
        block[index % Block] = item;
        blocks[index / Block] = block;
        return new ItemList(blocks);
    }

    public IEnumerator<ItemRecord> GetEnumerator() => _blocks.SelectMany(b => b).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
