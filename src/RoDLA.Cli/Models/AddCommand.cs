using RoDLA.Cli.Output;
using RoDLA.Cli.Syntax;
using RoDLA.Detection.Catalog;
using RoDLA.Detection.Models;
using RoDLA.Jobs;
using RoDLA.Jobs.Downloads;

namespace RoDLA.Cli.Models;

/// <summary><c>models add NAME</c>: fetches a model of the catalogue, or one's own, checks it and puts it into the models folder.</summary>
internal sealed class AddCommand : ProgramCommand
{
    private readonly Argument<string> _name = new("NAME") { Description = "name in the catalogue, or a name for your own model" };

    private readonly Option<string?> _from = new("--from")
    {
        HelpName = "FILE|URL",
        Description = "take the ONNX file from here: another copy, an offline one, or your own model",
    };

    public AddCommand()
        : base("add", "Download a published model, or take your own, check it and put it into the models folder")
    {
        Arguments.Add(_name);
        AddOptions(_from);
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Check(ParseResult parse)
    {
        if (parse.Errors.Count == 0 && !ModelRepository.IsName(parse.GetValue(_name)!))
        {
            yield return "A model's name has lower-case letters, digits, '.', '_' and '-' only.";
        }
    }

    /// <inheritdoc/>
    /// <returns>0; 1 when it could not be added, and nothing is left.</returns>
    public override async Task<int> RunAsync(ParseResult parse, CommandContext context, CancellationToken cancellationToken)
    {
        using IHost host = context.CreateHost(services => services.AddDownloads());
        ModelRepository models = host.Services.GetRequiredService<ModelRepository>();
        string name = parse.GetValue(_name)!;
        string? from = parse.GetValue(_from);
        ModelCatalog catalog = ModelCatalog.Read(models.Folder);
        CatalogEntry? entry = catalog.Find(name);
        if (entry is null && from is null)
        {
            context.Terminal.WriteLine(
                $"The catalogue has no model '{name}'; it has {string.Join(", ", catalog.Models.Select(model => model.Name))}. "
                + "With --from FILE or URL, you can add your own.");
            return ExitCode.Failure;
        }

        if (Directory.Exists(Path.Combine(models.Folder, name)))
        {
            context.Terminal.WriteLine($"There is a model '{name}' already; 'models remove {name}' deletes it.");
            return ExitCode.Failure;
        }

        if (entry is not null)
        {
            context.Terminal.WriteLine($"{entry.DisplayName}, {entry.Page}");
            context.Terminal.WriteLine($"Licence, as stated there: {entry.Licence}.");
        }

        if (entry?.Notice is { } notice)
        {
            context.Terminal.WriteLine(notice);
        }

        ModelInstaller installer = new(
            models,
            host.Services.GetRequiredService<IFileDownloader>(),
            host.Services.GetRequiredService<IOptions<DetectionOptions>>().Value,
            context.Terminal);
        ModelManifest added = await installer.AddAsync(name, entry, from, cancellationToken);
        await context.Output.WriteLineAsync(
            $"Model {added.Name} ({added.Family}, {added.Classes.Count} classes) is ready: --model {added.Name}");
        return ExitCode.Success;
    }
}
