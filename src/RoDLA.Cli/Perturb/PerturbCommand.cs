using RoDLA.Analysis.Pictures;
using RoDLA.Cli.Syntax;

namespace RoDLA.Cli.Perturb;

/// <summary><c>perturb</c>: perturbs files.</summary>
internal sealed class PerturbCommand : ProgramCommand
{
    private readonly Option<IReadOnlyList<PerturbationStep>?> _apply =
        CommonOptions.Steps("--apply", "the perturbations, in order: such as defocus:2,rotation:1; required");
    private readonly Option<string?> _out =
        CommonOptions.Folder("--out", "write FILE_pert_TYPEDEGREE.png and .json into DIR; required", "-o");
    private readonly Option<long?> _seed = CommonOptions.Seed("the same seed gives the same bytes");
    private readonly Option<PerturbationMode?> _mode = CommonOptions.Mode();
    private readonly Option<PictureFormat?> _format = CommonOptions.Choice("--format", "kind of picture", ("jpg", PictureFormat.Jpeg));
    private readonly Option<bool> _quality = CommonOptions.Flag("--quality", "measure PSNR, MS-SSIM and CW-SSIM");
    private readonly Option<PageSelection?> _page = CommonOptions.Page();
    private readonly Option<int?> _dpi = CommonOptions.Dpi();

    public PerturbCommand()
        : base(
            "perturb",
            "Perturb pages: blur, noise, stains, light, angle, curl",
            CommonOptions.Files("FILE", "images and PDF files"))
    {
        AddOptions(_apply, _out, _seed, _mode, _format, _quality, _page, _dpi);
    }

    public override IEnumerable<string> Check(ParseResult parse) => Missing(
            parse,
            (_out, "perturb needs --out, the folder that the pages go to."),
            (_apply, "perturb needs --apply, such as --apply defocus:2,rotation:1."))
        .Concat(HasFiles(parse) ? [] : ["perturb needs at least one file."]);

    public override async Task<int> RunAsync(ParseResult parse, CommandContext context, CancellationToken cancellationToken)
    {
        using IHost host = context.CreateHost();
        return await new FilePerturbation(Read(parse), host.Services, context.Terminal).RunAsync(cancellationToken);
    }

    public PerturbArguments Read(ParseResult parse)
    {
        PagePerturbation perturbation = new(parse.GetValue(_apply)!)
        {
            Seed = parse.GetValue(_seed),
            Mode = parse.GetValue(_mode) ?? PerturbationMode.Standard,
            Quality = parse.GetValue(_quality),
            Format = parse.GetValue(_format) ?? PictureFormat.Png,
        };
        return new PerturbArguments(
            parse.GetValue(Files!) ?? [],
            parse.GetValue(_out)!,
            (parse.GetValue(_page) ?? PageSelection.First) with { Dpi = parse.GetValue(_dpi) },
            perturbation);
    }
}
