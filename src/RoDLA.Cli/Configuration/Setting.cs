namespace RoDLA.Cli.Configuration;

/// <summary>A setting with its names.</summary>
/// <param name="Variable">Environment variable, <c>RODLA_...</c>.</param>
/// <param name="Key">Key of the configuration that it sets, <c>Section:Property</c>.</param>
/// <param name="Unit">How its value is written.</param>
internal sealed record Setting(string Variable, string Key, SettingUnit Unit = SettingUnit.Plain)
{
    /// <summary>The same setting on the command line: <c>RODLA_API_PORT</c> is <c>--api-port</c>.</summary>
    public string Switch { get; } =
        "--" + Variable[EnvironmentVariables.Prefix.Length..].ToLowerInvariant().Replace('_', '-');
}

/// <summary>How the value of a setting is written.</summary>
internal enum SettingUnit
{
    /// <summary>As in the configuration file.</summary>
    Plain,

    /// <summary>A number of seconds; hours:minutes:seconds is understood too.</summary>
    Seconds,
}
