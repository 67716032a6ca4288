using System.CommandLine;
using RoDLA.Cli.Syntax;

namespace RoDLA.Cli.Models;

/// <summary>Syntax of <c>models</c>.</summary>
internal sealed class ModelsSyntax() : CommandSyntax("models", "List the models and check them")
{
    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult parse, CommandContext context, CancellationToken cancellationToken)
    {
        using IHost host = context.CreateHost();
        return await ModelsCommand.RunAsync(host.Services, context.Output, cancellationToken);
    }
}
