using System.Reflection;

namespace RoDLA.Cli.Configuration;

/// <summary>A setting with its names.</summary>
/// <param name="Variable">Environment variable, <c>RODLA_...</c>.</param>
/// <param name="Key">Key of the configuration that it sets, <c>Section:Property</c>.</param>
/// <param name="OverIt">Of a limit, the status or the effect of what is over it; else empty.</param>
internal sealed record Setting(string Variable, string Key, string OverIt = "")
{
    /// <summary>The property of the options class.</summary>
    public PropertyInfo Property { get; } = OptionsSections.All[Key.Split(':')[0]].GetProperty(Key.Split(':')[1])!;

    /// <summary>The same setting on the command line: <c>RODLA_API_PORT</c> is <c>--api-port</c>.</summary>
    public string Switch { get; } =
        "--" + Variable[EnvironmentVariables.Prefix.Length..].ToLowerInvariant().Replace('_', '-');

    /// <summary>The default of its options class.</summary>
    public object? Default => Property.GetValue(Activator.CreateInstance(Property.DeclaringType!));

    /// <summary>The text of a variable or switch in the format of the configuration: a duration may be a number of seconds.</summary>
    public string ToConfiguration(string text) =>
        Property.PropertyType == typeof(TimeSpan)
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
        && Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds
            ? TimeSpan.FromSeconds(seconds).ToString("c", CultureInfo.InvariantCulture)
            : text;
}
