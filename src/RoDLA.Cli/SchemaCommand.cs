using RoDLA.Cli.Configuration;
using RoDLA.Cli.Output;
using RoDLA.Cli.Syntax;

namespace RoDLA.Cli;

/// <summary>Prints the JSON schema of <c>appsettings.json</c>.</summary>
internal sealed class SchemaCommand() : ProgramCommand("schema", "Print the JSON schema of appsettings.json")
{
    public override async Task<int> RunAsync(ParseResult parse, CommandContext context, CancellationToken cancellationToken)
    {
        await context.Output.WriteAsync(SettingsSchema.Make());
        return ExitCode.Success;
    }
}
