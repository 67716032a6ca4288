namespace RoDLA.Analysis.Exports.Tables;

/// <summary>Figures over all pages for the sheet <c>summary</c>.</summary>
internal sealed class TableSummary
{
    private readonly SortedDictionary<string, int> _states = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Count, double Confidence)> _classes = new(StringComparer.Ordinal);
    private int _pages;
    private double _seconds;

    /// <summary>Adds a page.</summary>
    public void Add(ExportPage page)
    {
        _pages++;
        _states[page.Status] = _states.GetValueOrDefault(page.Status) + 1;
        _seconds += page.Seconds ?? 0;
        foreach (StoredDetection detection in page.Report?.AllDetections ?? [])
        {
            (int count, double confidence) = _classes.GetValueOrDefault(detection.ClassName);
            _classes[detection.ClassName] = (count + 1, confidence + detection.Confidence);
        }
    }

    /// <summary>The rows: figures with their names, an empty one, and a table of the classes, most frequent first.</summary>
    public IEnumerable<object?[]> Rows()
    {
        int detections = _classes.Values.Sum(c => c.Count);
        yield return ["figure", "value"];
        yield return ["images", _pages];
        foreach ((string state, int count) in _states)
        {
            yield return [$"images_{state}", count];
        }

        yield return ["detections", detections];
        yield return ["average_confidence", detections == 0 ? null : Math.Round(_classes.Values.Sum(c => c.Confidence) / detections, 4)];
        yield return ["processing_time_total", Math.Round(_seconds, 3)];
        yield return [];
        yield return ["class", "detections", "percentage", "average_confidence"];
        foreach ((string name, (int count, double confidence)) in _classes
            .OrderByDescending(c => c.Value.Count).ThenBy(c => c.Key, StringComparer.Ordinal))
        {
            yield return [name, count, Math.Round(100.0 * count / detections, 2), Math.Round(confidence / count, 4)];
        }
    }
}
