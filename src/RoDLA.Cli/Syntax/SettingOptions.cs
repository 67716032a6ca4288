using System.CommandLine;
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

    private readonly Dictionary<string, Option<string[]>> _standard = StandardKeys.ToDictionary(key => key, key => Create("--" + key));
    private readonly Dictionary<Setting, Option<string[]>> _settings =
        EnvironmentVariables.All.ToDictionary(setting => setting, setting => Create(setting.Switch));

    /// <summary>The options; every command has them.</summary>
    public IEnumerable<Option> All => _standard.Values.Concat(_settings.Values);

    /// <summary>The values that were given, by configuration key.</summary>
    public Dictionary<string, string?> Read(ParseResult parse)
    {
        Dictionary<string, string?> values = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string key, Option<string[]> option) in _standard)
        {
            if (parse.GetValue(option) is [.., string text])
            {
                values[key] = text;
            }
        }

        foreach ((Setting setting, Option<string[]> option) in _settings)
        {
            if (parse.GetValue(option) is [.., string text])
            {
                values[setting.Key] = EnvironmentVariables.Value(setting, text);
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
