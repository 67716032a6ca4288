namespace RoDLA.Jobs.Results.Cache;

/// <summary>Which entries there are, the one used last in front, and what they weigh together. Not for several threads.</summary>
/// <param name="capacity">Most bytes of all entries together.</param>
internal sealed class LruIndex(long capacity)
{
    private readonly Dictionary<string, LinkedListNode<Entry>> _nodes = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _order = new();

    /// <summary>Bytes of all entries together; never above the capacity.</summary>
    public long Bytes { get; private set; }

    /// <summary>The entries, the one used last in front.</summary>
    public IEnumerable<string> Keys => _order.Select(e => e.Key);

    /// <summary>Whether an entry of that size can be kept at all.</summary>
    public bool Fits(long bytes) => bytes <= capacity;

    /// <summary>Puts an entry in front. False when there is none.</summary>
    public bool Touch(string key)
    {
        if (!_nodes.TryGetValue(key, out LinkedListNode<Entry>? node))
        {
            return false;
        }

        _order.Remove(node);
        _order.AddFirst(node);
        return true;
    }

    /// <summary>Adds an entry in front, in place of one of the same key.</summary>
    /// <returns>What had to go for it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It does not fit at all.</exception>
    public IReadOnlyList<string> Add(string key, long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, capacity);
        Remove(key);
        List<string> evicted = [];
        while (Bytes + bytes > capacity)
        {
            string oldest = _order.Last!.Value.Key;
            Remove(oldest);
            evicted.Add(oldest);
        }

        _nodes[key] = _order.AddFirst(new Entry(key, bytes));
        Bytes += bytes;
        return evicted;
    }

    /// <summary>Takes an entry out. False when there is none.</summary>
    public bool Remove(string key)
    {
        if (!_nodes.Remove(key, out LinkedListNode<Entry>? node))
        {
            return false;
        }

        _order.Remove(node);
        Bytes -= node.Value.Bytes;
        return true;
    }

    private readonly record struct Entry(string Key, long Bytes);
}
