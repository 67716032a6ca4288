namespace RoDLA.Analysis.Wording;

/// <summary>Numbers and counts as charts and interpretations write them, the same under every culture.</summary>
internal static class Phrases
{
    /// <summary>A count with its noun: <c>1 detection</c>, <c>1,200 detections</c>, <c>2 classes</c>.</summary>
    /// <param name="count">The count.</param>
    /// <param name="singular">The noun for one.</param>
    /// <param name="plural">The noun for several; the singular with an s when left out.</param>
    public static string Count(int count, string singular, string? plural = null) =>
        $"{Number(count)} {(count == 1 ? singular : plural ?? singular + "s")}";

    public static string Detections(int count) => Count(count, "detection");
    public static string Images(int count) => Count(count, "image");
    public static string Classes(int count) => Count(count, "class", "classes");

    /// <summary>How many of the classes are shown: <c>15 of 74 classes</c>, or <c>9 classes</c> when it is all of them.</summary>
    public static string ClassesShown(int shown, int all) => shown < all ? $"{Number(shown)} of {Classes(all)}" : Classes(all);

    /// <summary>A whole number with separators.</summary>
    public static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number with a fixed number of decimals, 0 to 3.</summary>
    public static string Fixed(double value, int decimals) => value.ToString(
        decimals switch { 0 => "F0", 1 => "F1", 2 => "F2", _ => "F3" }, CultureInfo.InvariantCulture);

    /// <summary>One decimal and the sign: 68.5%.</summary>
    public static string Percent(double percent) => Fixed(percent, 1) + "%";
}
