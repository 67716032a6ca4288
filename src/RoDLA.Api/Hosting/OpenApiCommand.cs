using System.CommandLine;
using RoDLA.Api.Docs;
using RoDLA.Cli.Output;
using RoDLA.Cli.Syntax;

namespace RoDLA.Api.Hosting;

/// <summary>Prints the OpenAPI document.</summary>
/// <param name="createServer">Makes the server of a process and the configuration values of its command line.</param>
internal sealed class OpenApiCommand(Func<ProgramContext, IReadOnlyDictionary<string, string?>, WebApplication> createServer)
    : ProgramCommand("openapi", "Print the OpenAPI document")
{
    public override async Task<int> RunAsync(ParseResult parse, CommandContext context, CancellationToken cancellationToken)
    {
        await using WebApplication app = createServer(context.Process, context.Switches);
        byte[] document = await app.Services.GetRequiredService<OpenApiText>().GetAsync(cancellationToken);
        await context.Output.WriteAsync(Encoding.UTF8.GetString(document));
        return ExitCode.Success;
    }
}
