namespace RoDLA.Analysis.Evaluation.Reports;

/// <summary>Figures as text for reports.</summary>
internal static class Share
{
    /// <summary>What stands where there is no figure.</summary>
    public const string None = "–";

    /// <summary>A share of 1 in percent with one decimal: 0.5432 is <c>54.3</c>.</summary>
    public static string Percent(double? value) =>
        value is { } number ? (100 * number).ToString("0.0", CultureInfo.InvariantCulture) : None;

    /// <summary>A number with some decimals.</summary>
    public static string Number(double? value, int decimals = 1) =>
        value is { } number ? number.ToString("F" + decimals, CultureInfo.InvariantCulture) : None;

    /// <summary>A whole number, thousands apart.</summary>
    public static string Count(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
