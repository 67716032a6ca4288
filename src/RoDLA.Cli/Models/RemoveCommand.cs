using RoDLA.Cli.Output;
using RoDLA.Cli.Syntax;
using RoDLA.Detection.Models;

namespace RoDLA.Cli.Models;

/// <summary><c>models remove NAME</c>: deletes the folder of a model.</summary>
internal sealed class RemoveCommand : ProgramCommand
{
    private readonly Argument<string> _name = new("NAME") { Description = "name of the model" };

    public RemoveCommand()
        : base("remove", "Delete a model; a service that has it in memory keeps it until it is unloaded") => Arguments.Add(_name);

    /// <inheritdoc/>
    /// <returns>0; 1 when there is no such model, or it is the configured one.</returns>
    public override Task<int> RunAsync(ParseResult parse, CommandContext context, CancellationToken cancellationToken)
    {
        using IHost host = context.CreateHost();
        ModelRepository models = host.Services.GetRequiredService<ModelRepository>();
        string name = parse.GetValue(_name)!;
        string served = host.Services.GetRequiredService<IOptions<DetectionOptions>>().Value.Model;
        if (!models.List().Contains(name))
        {
            context.Terminal.WriteLine($"There is no model '{name}' in {models.Folder}; there are {string.Join(", ", models.List())}.");
            return Task.FromResult(ExitCode.Failure);
        }

        if (name == served)
        {
            context.Terminal.WriteLine(
                $"'{name}' is the model that the service is configured to serve: set RODLA_MODEL to another one first.");
            return Task.FromResult(ExitCode.Failure);
        }

        Directory.Delete(Path.Combine(models.Folder, name), recursive: true);
        context.Terminal.WriteLine($"Model {name} is deleted.");
        return Task.FromResult(ExitCode.Success);
    }
}
