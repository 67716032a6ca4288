using RoDLA.Cli.Syntax;

namespace RoDLA.Cli.Models;

/// <summary><c>models</c>: lists the models and checks them; <c>models ACTION</c> does one thing with one.</summary>
internal sealed class ModelsCommand : ProgramCommand
{
    public ModelsCommand()
        : base("models", "List the models and check them; add, remove, inspect and measure one")
    {
        Subcommands.Add(new ListCommand());
        Subcommands.Add(new AddCommand());
        Subcommands.Add(new RemoveCommand());
        Subcommands.Add(new InspectCommand());
        Subcommands.Add(new BenchCommand());
    }

    /// <inheritdoc/>
    /// <returns>0 when every model is sound and the configured one is among them; 1 otherwise.</returns>
    public override Task<int> RunAsync(ParseResult parse, CommandContext context, CancellationToken cancellationToken) =>
        ModelCheck.RunAsync(context, cancellationToken);
}
