using System.Text;
using System.Text.RegularExpressions;

namespace RoDLA.Cli.Configuration;

/// <summary>Every setting as a row of a Markdown table, made from the options classes as <see cref="SettingsSchema"/> is.</summary>
internal static partial class SettingsTable
{
    private static readonly (TimeSpan Length, string One, string Many)[] Units =
    [
        (TimeSpan.FromDays(365), "year", "years"), (TimeSpan.FromDays(1), "day", "days"), (TimeSpan.FromHours(1), "h", "h"),
        (TimeSpan.FromMinutes(1), "min", "min"), (TimeSpan.FromSeconds(1), "s", "s"), (TimeSpan.FromMilliseconds(1), "ms", "ms"),
    ];

    /// <summary>The table, in the order of the sections, with a line feed at the end.</summary>
    public static string Make()
    {
        SettingsTexts texts = SettingsTexts.Read();
        StringBuilder table = new();
        table.Append("| setting | variable | default | range | over it | |\n|---|---|---|---|---|---|\n");
        foreach (Setting setting in EnvironmentVariables.All.OrderBy(s => s.Key.Split(':')[0], StringComparer.Ordinal))
        {
            string text = Escape(texts.SummaryOf(setting.Property) ?? "");
            table.Append(CultureInfo.InvariantCulture, $"| `{setting.Key}` | `{setting.Variable}` | {Default(setting)} ");
            table.Append(CultureInfo.InvariantCulture, $"| {Range(setting)} | {setting.OverIt} | {text} |\n");
        }

        return table.ToString();
    }

    /// <summary>A duration in the largest unit that it is a whole number of.</summary>
    internal static string Duration(TimeSpan time)
    {
        (TimeSpan length, string one, string many) = Units.First(unit => time.Ticks % unit.Length.Ticks == 0);
        long count = time.Ticks / length.Ticks;
        return count == 0 ? "0" : $"{count} {(count == 1 ? one : many)}";
    }

    private static string Default(Setting setting) => setting.Default switch
    {
        TimeSpan time => Duration(time),
        bool value => value ? "true" : "false",
        string { Length: 0 } or null => "",
        string text => $"`{text}`",
        object value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Range(Setting setting)
    {
        object[] attributes = setting.Property.GetCustomAttributes(inherit: false);
        return attributes.Select(Range).FirstOrDefault(text => text.Length > 0)
            ?? (setting.Property.PropertyType == typeof(bool) ? "true, false" : "");
    }

    private static string Range(object attribute) => attribute switch
    {
        RangeAttribute range => $"{Bound(range, range.Minimum)} to {Bound(range, range.Maximum)}",
        AllowedValuesAttribute allowed => string.Join(", ", allowed.Values),
        RegularExpressionAttribute pattern => Choices().Match(pattern.Pattern).Groups[1].Value.Replace("|", ", ", StringComparison.Ordinal),
        _ => "",
    };

    private static string Bound(RangeAttribute range, object bound) => range.OperandType == typeof(TimeSpan)
        ? Duration(TimeSpan.Parse((string)bound, CultureInfo.InvariantCulture))
        : Convert.ToString(bound, CultureInfo.InvariantCulture)!;

    private static string Escape(string text) => Marks().Replace(text, @"\$0");

    [GeneratedRegex("[|*<]")]
    private static partial Regex Marks();

    // A pattern that lists words: ^(resume|fail)$.
    [GeneratedRegex(@"^\^\(([a-z|]+)\)\$$")]
    private static partial Regex Choices();
}
