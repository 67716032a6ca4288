using System.Collections;

namespace RoDLA.Jobs.Model;

/// <summary>
/// The images of a job at one moment. A change makes a new list that shares all but one block with the old one, so that a snapshot after
/// every change of a job of thousands of images costs little.
/// </summary>
internal sealed class ItemList : IReadOnlyList<ItemRecord>
{
    private const int Block = 64;

    private readonly ItemRecord[][] _blocks;

    /// <summary>The images, in order.</summary>
    public ItemList(IEnumerable<ItemRecord> items)
        : this([.. items.Chunk(Block)])
    {
    }

    private ItemList(ItemRecord[][] blocks)
    {
        _blocks = blocks;
        Count = blocks.Sum(b => b.Length);
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public ItemRecord this[int index] => _blocks[index / Block][index % Block];

    /// <summary>This list with another image in one place.</summary>
    public ItemList With(int index, ItemRecord item)
    {
        ItemRecord[][] blocks = [.. _blocks];
        ItemRecord[] block = [.. blocks[index / Block]];
        block[index % Block] = item;
        blocks[index / Block] = block;
        return new ItemList(blocks);
    }

    /// <inheritdoc/>
    public IEnumerator<ItemRecord> GetEnumerator() => _blocks.SelectMany(b => b).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
