using System.Reflection;

namespace RoDLA.Cli.Configuration;

/// <summary>A setting with its names.</summary>
/// <param name="Variable">Environment variable, <c>RODLA_...</c>.</param>
/// <param name="Key">Key of the configuration that it sets, <c>Section:Property</c>.</param>
internal sealed record Setting(string Variable, string Key)
{
    private readonly PropertyInfo _property = OptionsSections.All[Key.Split(':')[0]].GetProperty(Key.Split(':')[1])!;

    /// <summary>The same setting on the command line: <c>RODLA_API_PORT</c> is <c>--api-port</c>.</summary>
    public string Switch { get; } =
        "--" + Variable[EnvironmentVariables.Prefix.Length..].ToLowerInvariant().Replace('_', '-');

    /// <summary>The default of its options class.</summary>
    public object? Default => _property.GetValue(Activator.CreateInstance(_property.DeclaringType!));

    /// <summary>The text of a variable or switch in the format of the configuration: a duration may be a number of seconds.</summary>
    public string ToConfiguration(string text) =>
        _property.PropertyType == typeof(TimeSpan)
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
        && Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds
            ? TimeSpan.FromSeconds(seconds).ToString("c", CultureInfo.InvariantCulture)
            : text;
}
