using System.Globalization;
using RoDLA.Analysis.Metrics;
using RoDLA.Detection;

namespace RoDLA.Analysis.Charts.Kinds;

/// <summary>Numbers and counts as the charts write them, the same in every country.</summary>
internal static class Words
{
    /// <summary>A count with its noun: <c>1 detection</c>, <c>1,200 detections</c>, <c>2 classes</c>.</summary>
    public static string Count(int count, string singular, string plural) => $"{Number(count)} {(count == 1 ? singular : plural)}";

    /// <summary>Number of detections.</summary>
    public static string Detections(int count) => Count(count, "detection", "detections");

    /// <summary>Number of classes.</summary>
    public static string Classes(int count) => Count(count, "class", "classes");

    /// <summary>How many of the classes are shown: <c>15 of 74 classes</c>, or <c>9 classes</c> when it is all of them.</summary>
    public static string Some(int shown, int all) => shown < all ? $"{Number(shown)} of {Classes(all)}" : Classes(all);

    /// <summary>Number of images.</summary>
    public static string Images(int count) => Count(count, "image", "images");

    /// <summary>A whole number with separators.</summary>
    public static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number with a fixed number of decimals.</summary>
    public static string Fixed(double value, int decimals) =>
        value.ToString(decimals == 1 ? "F1" : decimals == 2 ? "F2" : "F3", CultureInfo.InvariantCulture);

    /// <summary>A detection's confidence as the answer prints it, so that 0.9 falls where a reader of the answer expects it.</summary>
    public static double Confidence(LayoutElement element) => PrintedNumber.Read(element.Confidence);

    /// <summary>The classes, most frequent first, ties by name.</summary>
    public static IReadOnlyList<(string Name, ClassAnalysis Figures)> ByCount(ChartInput input) =>
    [
        .. input.Analysis.Classes
            .OrderByDescending(entry => entry.Value.Count)
            .ThenBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => (entry.Key, entry.Value)),
    ];
}
