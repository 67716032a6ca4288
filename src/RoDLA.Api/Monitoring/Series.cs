namespace RoDLA.Api.Monitoring;

/// <summary>The last values of a metric, in a ring buffer.</summary>
/// <param name="capacity">How many values are kept.</param>
internal sealed class Series<T>(int capacity)
{
    private readonly T[] _values = new T[capacity];
    private long _added;

    /// <summary>Adds a value; the oldest one goes when the buffer is full.</summary>
    public void Add(T value) => _values[_added++ % capacity] = value;

    /// <summary>The values, oldest first.</summary>
    public IReadOnlyList<T> ToList()
    {
        int count = (int)Math.Min(_added, capacity);
        T[] values = new T[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = _values[(_added - count + i) % capacity];
        }

        return values;
    }
}
