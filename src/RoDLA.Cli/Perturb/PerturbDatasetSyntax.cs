using System.CommandLine;
using RoDLA.Analysis.Datasets;
using RoDLA.Cli.Syntax;
using RoDLA.Perturbations;

namespace RoDLA.Cli.Perturb;

/// <summary>Syntax of <c>perturb-dataset</c>.</summary>
internal sealed class PerturbDatasetSyntax : CommandSyntax
{
    private readonly Option<string?> _images = CommonOptions.Folder("--images", "the pages; required");
    private readonly Option<string?> _coco =
        new("--coco") { Description = "their boxes and polygons as COCO JSON; required", HelpName = "FILE" };
    private readonly Option<IReadOnlyList<PerturbationStep>?> _apply =
        CommonOptions.Steps("--apply", "the perturbations, a data set each; required, unless --all is given");
    private readonly Option<bool> _all = CommonOptions.Flag("--all", "all 36: every perturbation in every degree");
    private readonly Option<string?> _out =
        CommonOptions.Folder("--out", "write Method/Method_degree/ into DIR; a run that was interrupted is resumed there; required", "-o");
    private readonly Option<long?> _seed = CommonOptions.Seed("every page has a seed of its own, made from N (0) and its name");
    private readonly Option<PerturbationMode?> _mode = CommonOptions.Mode();
    private readonly Option<bool> _noQuality = CommonOptions.Flag("--no-quality", "do not measure the pages");

    /// <summary>Describes the command.</summary>
    public PerturbDatasetSyntax()
        : base("perturb-dataset", "Make perturbed copies of a data set in the layout of the benchmark")
    {
        AddOptions(_images, _coco, _apply, _all, _out, _seed, _mode, _noQuality);
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Check(ParseResult parse) => Missing(
            parse,
            (_out, "perturb-dataset needs --out, the folder that the pages go to."),
            (_images, "perturb-dataset needs --images, the folder of the pages."),
            (_coco, "perturb-dataset needs --coco, the file with their boxes."))
        .Concat(IsGiven(parse, _apply) || IsGiven(parse, _all)
            ? []
            : ["perturb-dataset needs --apply or --all, such as --apply defocus:2,rotation:1."]);

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult parse, CommandContext context, CancellationToken cancellationToken)
    {
        using IHost host = context.CreateHost();
        return await new PerturbDatasetCommand(Read(parse), host.Services, context).RunAsync(cancellationToken);
    }

    /// <summary>The arguments.</summary>
    public DatasetSettings Read(ParseResult parse) => new(
        Path.GetFullPath(parse.GetValue(_images)!),
        Path.GetFullPath(parse.GetValue(_coco)!),
        Path.GetFullPath(parse.GetValue(_out)!),
        parse.GetValue(_all) ? CommonOptions.AllSteps : parse.GetValue(_apply)!)
    {
        Seed = parse.GetValue(_seed) ?? 0,
        Mode = parse.GetValue(_mode) ?? PerturbationMode.Standard,
        Quality = !parse.GetValue(_noQuality),
    };
}
