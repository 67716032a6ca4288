using RoDLA.Cli.Configuration;
using RoDLA.Cli.Output;
using RoDLA.Cli.Syntax;

namespace RoDLA.Cli;

/// <summary>Prints the table of <c>docs/configuration.md</c>.</summary>
internal sealed class SettingsCommand() : ProgramCommand("settings", "Print every setting as a table in Markdown")
{
    public override async Task<int> RunAsync(ParseResult parse, CommandContext context, CancellationToken cancellationToken)
    {
        await context.Output.WriteAsync(SettingsTable.Make());
        return ExitCode.Success;
    }
}
