using RoDLA.Analysis.Datasets;
using RoDLA.Cli.Output;
using RoDLA.Cli.Syntax;

namespace RoDLA.Cli.Perturb;

/// <summary><c>perturb-dataset</c>: makes perturbed copies of a data set; resumes a run that was interrupted.</summary>
internal sealed class PerturbDatasetCommand : ProgramCommand
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
    private readonly Option<ExifHandling?> _exif = CommonOptions.Choice<ExifHandling>(
        "--exif", "apply: the boxes are those of the stored pixels; turn them with the EXIF orientation of their page");

    private readonly Option<bool> _noQuality = CommonOptions.Flag("--no-quality", "do not measure the pages");

    public PerturbDatasetCommand()
        : base("perturb-dataset", "Make perturbed copies of a data set in the layout of the benchmark")
    {
        AddOptions(_images, _coco, _apply, _all, _out, _seed, _mode, _exif, _noQuality);
    }

    public override IEnumerable<string> Check(ParseResult parse) => Missing(
            parse,
            (_out, "perturb-dataset needs --out, the folder that the pages go to."),
            (_images, "perturb-dataset needs --images, the folder of the pages."),
            (_coco, "perturb-dataset needs --coco, the file with their boxes."))
        .Concat(IsGiven(parse, _apply) || IsGiven(parse, _all)
            ? []
            : ["perturb-dataset needs --apply or --all, such as --apply defocus:2,rotation:1."]);

    /// <inheritdoc/>
    /// <returns>0 when every page was made, 1 when one was not.</returns>
    public override async Task<int> RunAsync(ParseResult parse, CommandContext context, CancellationToken cancellationToken)
    {
        using IHost host = context.CreateHost();
        IServiceProvider services = host.Services;
        DatasetSettings settings = Read(parse);
        DatasetPerturber perturber = await DatasetPerturber.OpenAsync(
            services.GetRequiredService<IPageReader>(), services.GetRequiredService<PagePerturber>(), settings, cancellationToken);
        DatasetOutcome outcome = await context.Terminal.ShowProgressAsync(
            progress => perturber.RunAsync(new DatasetBar(progress, perturber.Total), cancellationToken));
        foreach (string failure in outcome.Failures)
        {
            context.Terminal.WriteLine(failure);
        }

        await context.Output.WriteLineAsync($"{outcome.Made} of {perturber.Total} pages were made now; all are in {settings.Out}.");
        return outcome.Failures.Count == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    public DatasetSettings Read(ParseResult parse) => new(
        Path.GetFullPath(parse.GetValue(_images)!),
        Path.GetFullPath(parse.GetValue(_coco)!),
        Path.GetFullPath(parse.GetValue(_out)!),
        parse.GetValue(_all) ? CommonOptions.AllSteps : parse.GetValue(_apply)!)
    {
        Seed = parse.GetValue(_seed) ?? 0,
        Mode = parse.GetValue(_mode) ?? PerturbationMode.Standard,
        Exif = parse.GetValue(_exif) ?? ExifHandling.Refuse,
        Quality = !parse.GetValue(_noQuality),
    };

    private sealed class DatasetBar(ProgressBar progress, int total) : IProgress<DatasetProgress>
    {
        private readonly Lock _reporting = new();
        private int _done;

        public void Report(DatasetProgress value)
        {
            lock (_reporting)
            {
                // Pages that finish together may be reported out of order.
                _done = Math.Max(_done, value.Done);
                progress.Report(_done, total, value.Name);
            }
        }
    }
}
