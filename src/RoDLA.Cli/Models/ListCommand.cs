using RoDLA.Cli.Syntax;
using RoDLA.Detection.Catalog;
using RoDLA.Detection.Models;

namespace RoDLA.Cli.Models;

/// <summary><c>models list</c>: the models that are there, and those of the catalogue that can be added.</summary>
internal sealed class ListCommand() : ProgramCommand("list", "List and check the models, and those that 'models add' can fetch")
{
    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult parse, CommandContext context, CancellationToken cancellationToken)
    {
        int exit = await ModelCheck.RunAsync(context, cancellationToken);
        using IHost host = context.CreateHost();
        ModelRepository models = host.Services.GetRequiredService<ModelRepository>();
        IReadOnlyList<string> present = models.List();
        CatalogEntry[] others = [.. ModelCatalog.Read(models.Folder).Models.Where(entry => !present.Contains(entry.Name))];
        if (others.Length > 0)
        {
            await context.Output.WriteLineAsync("To fetch with 'models add NAME':");
        }

        foreach (CatalogEntry entry in others)
        {
            string size = entry.Files[0].Bytes is { } bytes
                ? FormattableString.Invariant($", {bytes / 1024.0 / 1024.0:0.0} MiB")
                : "";
            string notice = entry.Notice is null ? "" : " (see its notice)";
            await context.Output.WriteLineAsync($"  {entry.Name,-24} {entry.Licence}{notice}{size}: {entry.DisplayName}");
        }

        return exit;
    }
}
