using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using RoDLA.Cli.Configuration;

namespace RoDLA.Cli;

/// <summary>Layout of the help: the settings are listed once, in the help of the program, and not in that of every command.</summary>
internal static class HelpLayout
{
    private const string Notes =
        """
        Configuration keys are switches too: --Section:Key VALUE. --urls, --http_ports, --environment, --contentRoot, --AllowedHosts and the
        sections Kestrel, Logging and Serilog are those of every ASP.NET Core program. A switch overrides a variable, and a variable overrides
        appsettings.json. Paths start from the content root: RODLA_CONTENT_ROOT, or the nearest folder above the program that holds 'models'.

        Exit codes: 0 success, 1 something failed, 2 the command line or the configuration has mistakes.
        """;

    /// <summary>The layout.</summary>
    /// <param name="settings">The options that are settings.</param>
    public static HelpBuilder Create(IReadOnlyCollection<Option> settings)
    {
        HelpBuilder builder = new(new HelpAction().MaxWidth);
        builder.CustomizeLayout(_ =>
        [
            HelpBuilder.Default.SynopsisSection(),
            HelpBuilder.Default.CommandUsageSection(),
            HelpBuilder.Default.CommandArgumentsSection(),
            HelpBuilder.Default.SubcommandsSection(),
            context => WriteOptions(context, settings),
            context => context.Command is RootCommand ? WriteSettings(context) : WriteReference(context),
        ]);
        return builder;
    }

    private static bool WriteOptions(HelpContext context, IReadOnlyCollection<Option> settings)
    {
        Option[] options = [.. context.Command.Options.Except(settings)];
        if (options.Length > 0)
        {
            context.Output.WriteLine("Options:");
            context.HelpBuilder.WriteColumns([.. options.Select(o => context.HelpBuilder.GetTwoColumnRow(o, context))], context);
        }

        return options.Length > 0;
    }

    private static bool WriteSettings(HelpContext context)
    {
        context.Output.WriteLine("Settings of every command, as a switch or as an environment variable, with their defaults:");
        TwoColumnHelpRow[] rows = [.. EnvironmentVariables.All.Select(s => new TwoColumnHelpRow(s.Switch, $"{s.Variable,-32} {Default(s)}".TrimEnd()))];
        context.HelpBuilder.WriteColumns(rows, context);
        context.Output.WriteLine();
        context.Output.WriteLine(Notes.ReplaceLineEndings());
        return true;
    }

    private static bool WriteReference(HelpContext context)
    {
        context.Output.WriteLine($"Every setting is a switch of this command too: {ProgramConfiguration.ApplicationName} --help lists them.");
        return true;
    }

    private static string Default(Setting setting)
    {
        string[] key = setting.Key.Split(':');
        Type type = OptionsSections.All[key[0]];
        object? value = type.GetProperty(key[1])!.GetValue(Activator.CreateInstance(type));
        return value is TimeSpan time
            ? time.TotalSeconds.ToString(CultureInfo.InvariantCulture) + " s"
            : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
    }
}
