namespace RoDLA.Analysis.Telemetry;

/// <summary>Is told of every page that was looked at.</summary>
public interface IPageObserver
{
    /// <summary>A page has its detections.</summary>
    /// <param name="owner">Name of the API key of its job; null for a page of a request, and where there are no keys.</param>
    /// <param name="inference">Time in the model; zero when the result was in the cache.</param>
    void Observe(string? owner, TimeSpan inference);
}
