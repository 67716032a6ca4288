namespace RoDLA.Analysis.Exports;

/// <summary>
/// Ids of classes in an export, from 0: those of the model. Names are unique; a name whose id another one has, as in a job of two
/// models, gets the next free id.
/// </summary>
internal sealed class ClassIndex
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string> _names = [];

    /// <summary>Names in the order of their ids; <c>class_N</c> for an id that is not used.</summary>
    public IReadOnlyList<string> Names =>
    [
        .. Enumerable.Range(0, _names.Count == 0 ? 0 : _names.Keys.Max() + 1)
            .Select(id => _names.GetValueOrDefault(id) ?? string.Create(CultureInfo.InvariantCulture, $"class_{id}")),
    ];

    /// <summary>Adds the classes of a page's model.</summary>
    public void Add(ExportPage page)
    {
        for (int id = 0; id < page.Classes.Count; id++)
        {
            Add(id, page.Classes[id]);
        }
    }

    /// <summary>The id of a detection's class.</summary>
    public int Of(StoredDetection detection) => Add(detection.ClassId, detection.ClassName);

    private int Add(int id, string name)
    {
        if (_ids.TryGetValue(name, out int known))
        {
            return known;
        }

        int free = id >= 0 && !_names.ContainsKey(id) ? id : _names.Keys.DefaultIfEmpty(-1).Max() + 1;
        _ids.Add(name, free);
        _names.Add(free, name);
        return free;
    }
}
