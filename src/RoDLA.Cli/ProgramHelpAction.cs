using System.CommandLine.Help;
using System.CommandLine.Invocation;
using RoDLA.Cli.Configuration;

namespace RoDLA.Cli;

/// <summary>Prints the help. The settings are listed once, in the help of the program, and not in that of every command.</summary>
/// <param name="standard">Prints the help of a command.</param>
/// <param name="settings">The options that are settings.</param>
internal sealed class ProgramHelpAction(HelpAction standard, IReadOnlyCollection<Option> settings) : SynchronousCommandLineAction
{
    private const string Notes =
        """
        Configuration keys are options too: --Section:Key VALUE. --urls, --http_ports, --environment, --contentRoot, --AllowedHosts and
        the sections Kestrel, Logging and Serilog are those of every ASP.NET Core program. An option overrides a variable, and a variable
        overrides appsettings.json. Paths start from the content root: RODLA_CONTENT_ROOT, or the nearest folder above the program that
        holds 'models'.

        Exit codes: 0 success, 1 something failed, 2 the command line or the configuration has mistakes.
        """;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        foreach (Option setting in settings)
        {
            setting.Hidden = true;
        }

        int exit = standard.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is RootCommand)
        {
            WriteSettings(output);
        }
        else
        {
            output.WriteLine($"Every setting is an option of this command too: {ProgramConfiguration.ApplicationName} --help lists them.");
        }

        return exit;
    }

    private static void WriteSettings(TextWriter output)
    {
        output.WriteLine("Settings of every command, as an option or as an environment variable, with their defaults:");
        foreach (Setting setting in EnvironmentVariables.All)
        {
            output.WriteLine($"  {setting.Switch,-34} {setting.Variable,-36} {Default(setting)}".TrimEnd());
        }

        output.WriteLine();
        output.WriteLine(Notes.ReplaceLineEndings());
    }

    private static string Default(Setting setting) => setting.Default is TimeSpan time
        ? time.TotalSeconds.ToString(CultureInfo.InvariantCulture) + " s"
        : Convert.ToString(setting.Default, CultureInfo.InvariantCulture) ?? "";
}
