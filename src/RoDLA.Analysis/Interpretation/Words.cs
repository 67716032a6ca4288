using System.Globalization;

namespace RoDLA.Analysis.Interpretation;

/// <summary>Figures as text, the same under every culture.</summary>
internal static class Words
{
    /// <summary>"1 pair", "5 pairs".</summary>
    public static string Count(int count, string singular) =>
        count == 1 ? $"1 {singular}" : string.Create(CultureInfo.InvariantCulture, $"{count} {singular}s");

    /// <summary>One decimal and the sign: 68.5%.</summary>
    public static string Percent(double percent) => string.Create(CultureInfo.InvariantCulture, $"{percent:F1}%");

    /// <summary>Two decimals.</summary>
    public static string Number(double value) => value.ToString("F2", CultureInfo.InvariantCulture);
}
