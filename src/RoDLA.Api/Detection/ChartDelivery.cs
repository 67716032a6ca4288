namespace RoDLA.Api.Detection;

/// <summary>How an answer gives its charts.</summary>
internal enum ChartDelivery
{
    /// <summary>As data URIs.</summary>
    Embedded,

    /// <summary>As paths of the saved files.</summary>
    Links,
}
