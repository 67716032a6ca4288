using RoDLA.Cli.Configuration;

namespace RoDLA.Cli.Syntax;

/// <summary>
/// Settings on the command line: those of the service by their switches, those that every ASP.NET Core program has, and every key of the
/// configuration as <c>--Section:Key</c>.
/// </summary>
internal sealed class SettingOptions
{
    private static readonly string[] StandardKeys = ["urls", "http_ports", "https_ports", "environment", "contentRoot", "AllowedHosts"];

    private static readonly string[] Sections = [.. OptionsSections.All.Keys, "Kestrel", "Logging", "Serilog"];

    private readonly (Option<string[]> Option, string Key, Setting? Setting)[] _options =
    [
        .. StandardKeys.Select(key => (Create("--" + key), key, (Setting?)null)),
        .. EnvironmentVariables.All.Select(setting => (Create(setting.Switch), setting.Key, (Setting?)setting)),
    ];

    /// <summary>The options; every command has them.</summary>
    public IEnumerable<Option> All => _options.Select(o => o.Option);

    /// <summary>The values that were given, by configuration key.</summary>
    public Dictionary<string, string?> Read(ParseResult parse)
    {
        Dictionary<string, string?> values = new(StringComparer.OrdinalIgnoreCase);
        foreach ((Option<string[]> option, string key, Setting? setting) in _options)
        {
            if (parse.GetValue(option) is [.., string text])
            {
                values[key] = setting?.ToConfiguration(text) ?? text;
            }
        }

        return values;
    }

    /// <summary>Takes the arguments <c>--Section:Key value</c> out of a command line.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="values">Gets their values, by configuration key.</param>
    /// <param name="mistakes">Gets what is wrong with them.</param>
    /// <returns>The other arguments.</returns>
    public static List<string> TakeKeys(IReadOnlyList<string> arguments, Dictionary<string, string?> values, List<string> mistakes)
    {
        List<string> others = [];
        for (int i = 0; i < arguments.Count; i++)
        {
            string[] halves = arguments[i].Split('=', 2);
            string name = halves[0];
            if (name == "--")
            {
                others.AddRange(arguments.Skip(i));
                break;
            }
            else if (!name.StartsWith("--", StringComparison.Ordinal) || !name.Contains(':', StringComparison.Ordinal))
            {
                others.Add(arguments[i]);
            }
            else if (halves.Length == 1 && ++i == arguments.Count)
            {
                mistakes.Add($"{name} needs a value.");
            }
            else if (!Sections.Contains(name[2..name.IndexOf(':', StringComparison.Ordinal)], StringComparer.OrdinalIgnoreCase))
            {
                mistakes.Add($"'{name}' names no section of the configuration; there are {string.Join(", ", Sections)}.");
            }
            else
            {
                values[name[2..]] = halves.Length == 2 ? halves[1] : arguments[i];
            }
        }

        return others;
    }

    // A switch may be given twice; the last one counts.
    private static Option<string[]> Create(string name) =>
        new(name) { HelpName = "value", Arity = ArgumentArity.OneOrMore, Recursive = true };
}
