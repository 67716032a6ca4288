namespace RoDLA.Analysis.Pictures;

/// <summary>Labels of detections that are drawn on a page.</summary>
public static class BoxLabel
{
    /// <summary>Name of the class and confidence with 2 decimals, or one of them: <c>Table 0.93</c>; empty for neither.</summary>
    public static string Of(string className, double confidence, bool showName = true, bool showConfidence = true)
    {
        string number = showConfidence ? confidence.ToString("0.00", CultureInfo.InvariantCulture) : "";
        return showName ? $"{className} {number}".TrimEnd() : number;
    }
}
