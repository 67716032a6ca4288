namespace RoDLA.Jobs.Results.Cache;

/// <summary>Entries by last use, and their total size. Not thread-safe.</summary>
internal sealed class LruIndex(long capacity)
{
    private readonly Dictionary<string, LinkedListNode<Entry>> _nodes = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _order = new();

    /// <summary>Total size in bytes; at most the capacity.</summary>
    public long Bytes { get; private set; }

    public IEnumerable<string> Keys => _order.Select(e => e.Key);

    /// <summary>Whether an entry of this size fits at all.</summary>
    public bool Fits(long bytes) => bytes <= capacity;

    /// <summary>Marks an entry as used. False when there is none.</summary>
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

    /// <summary>Adds or replaces an entry.</summary>
    /// <returns>The evicted keys.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The entry is larger than the capacity.</exception>
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

    /// <summary>Removes an entry. False when there is none.</summary>
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
