using System.Text.Json;
using RoDLA.Analysis.Datasets;
using RoDLA.Analysis.Evaluation;
using RoDLA.Analysis.Evaluation.Figures;
using RoDLA.Analysis.Evaluation.Labels;
using RoDLA.Analysis.Evaluation.Reports;
using RoDLA.Analysis.Evaluation.Running;
using RoDLA.Cli.Syntax;

namespace RoDLA.Cli.Evaluate;

/// <summary><c>evaluate</c>: measures a model on labelled pages, clean and perturbed; resumes a run that was interrupted.</summary>
internal sealed class EvaluateCommand : ProgramCommand
{
    private readonly Option<string?> _images = CommonOptions.Folder("--images", "the pages; required");
    private readonly Option<string?> _coco = new("--coco")
    {
        Description = "their labels as COCO JSON; without it the model's detections on the clean pages stand in as truth",
        HelpName = "FILE",
    };

    private readonly Option<string?> _out = CommonOptions.Folder(
        "--out", "write report.json, .csv, .md and .html into DIR; a run that was interrupted is resumed there; required", "-o");

    private readonly Option<IReadOnlyList<PerturbationStep>?> _perturb = PerturbOption.Create();
    private readonly Option<long?> _seed = CommonOptions.Seed("every page has a seed of its own, made from N (0) and its name");
    private readonly Option<PerturbationMode?> _mode = CommonOptions.Mode();
    private readonly Option<int?> _limit = CommonOptions.Parsed<int?>(
        "--limit",
        "N",
        "evaluate N pages, spread evenly over the set",
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) && limit > 0 ? limit : null,
        "not a whole number from 1");

    private readonly Option<string?> _protocol = CommonOptions.Parsed<string?>(
        "--protocol",
        string.Join('|', EvaluationSettings.Protocols),
        "how many detections count: rodla 100, 300, 1000 (default); coco 1, 10, 100",
        text => EvaluationSettings.Protocols.FirstOrDefault(p => p.Equals(text, StringComparison.OrdinalIgnoreCase)),
        $"none of {string.Join(", ", EvaluationSettings.Protocols)}");

    private readonly Option<string?> _mapping = new("--mapping")
    {
        Description = $"how the labels' names are read: {string.Join(", ", LabelVocabulary.All.Select(v => v.Name))}, or a file of that "
            + "form; found by the names when it is not given",
        HelpName = "NAME|FILE",
    };

    private readonly Option<string?> _effects = new("--effects")
    {
        Description = "the table of effects (mPE) that mRD divides by, instead of the shipped one",
        HelpName = "FILE",
    };

    private readonly Option<bool> _measureEffects =
        CommonOptions.Flag("--measure-effects", "measure MS-SSIM and CW-SSIM too, and write a table of effects, effects.json");

    private readonly Option<ExifHandling?> _exif = CommonOptions.Choice<ExifHandling>(
        "--exif", "apply: the labels are those of the stored pixels; turn them with the EXIF orientation of their page");

    private readonly Option<string?> _name = new("--name") { Description = "name of the set in the report", HelpName = "TEXT" };
    private readonly Option<string?> _against = new("--against")
    {
        Description = "a report.json on the same pages: print the differences with their intervals, and write comparison.json and .md",
        HelpName = "REPORT",
    };

    private readonly DetectionSwitches _detection = new();

    public EvaluateCommand()
        : base("evaluate", "Measure a model on labelled pages, clean and under every perturbation")
    {
        AddOptions(
            [
                _images, _coco, _out, _perturb, _seed, _mode, _limit, _protocol, _mapping, _effects, _measureEffects, _exif, _name,
                _against,
                .. _detection.All,
            ]);
    }

    public override IEnumerable<string> Check(ParseResult parse) => Missing(
        parse,
        (_out, "evaluate needs --out, the folder that the report goes to."),
        (_images, "evaluate needs --images, the folder of the pages."));

    /// <inheritdoc/>
    /// <returns>0 when every cell of every page has figures, 1 when one has not.</returns>
    public override async Task<int> RunAsync(ParseResult parse, CommandContext context, CancellationToken cancellationToken)
    {
        using IHost host = context.CreateHost(services => services.PostConfigure<DetectionOptions>(RunPagesSideBySide));
        EvaluationReport? other = parse.GetValue(_against) is { } report ? ReadJson(report, bytes => ReportFiles.Read(bytes)) : null;
        return await new EvaluationRun(Read(parse), other, host, context).RunAsync(cancellationToken);
    }

    public DatasetEvaluationSettings Read(ParseResult parse)
    {
        // No threshold, as in the benchmark: the curves need every detection.
        DetectionSettings detection = _detection.Read(parse).ToSettings(defaultThreshold: 0);
        string images = Path.GetFullPath(parse.GetValue(_images)!);
        DatasetEvaluationSettings settings = new(
            images,
            parse.GetValue(_coco) is { } coco ? Path.GetFullPath(coco) : null,
            Path.GetFullPath(parse.GetValue(_out)!),
            new EvaluationSettings(parse.GetValue(_perturb) ?? EvaluationSettings.AllSteps, detection)
            {
                Seed = parse.GetValue(_seed) ?? 0,
                Mode = parse.GetValue(_mode) ?? PerturbationMode.Standard,
                MeasureEffects = parse.GetValue(_measureEffects),
                Protocol = parse.GetValue(_protocol) ?? EvaluationSettings.DefaultProtocol,
            })
        {
            Limit = parse.GetValue(_limit),
            Exif = parse.GetValue(_exif) ?? ExifHandling.Refuse,
            Vocabulary = parse.GetValue(_mapping) is { } mapping ? ReadMapping(mapping) : null,
        };
        settings = parse.GetValue(_effects) is { } effects
            ? settings with { Effects = ReadJson(effects, bytes => EffectTable.Read(bytes)) }
            : settings;
        return parse.GetValue(_name) is { } name ? settings with { Name = name } : settings;
    }

    // One thread a page costs less than several threads on one page.
    private static void RunPagesSideBySide(DetectionOptions options)
    {
        if (options is { IntraOpThreads: 0, Concurrency: 0, ExecutionProvider: "cpu" })
        {
            (options.IntraOpThreads, options.Concurrency) = (1, Environment.ProcessorCount);
        }
    }

    private static LabelVocabulary ReadMapping(string text) =>
        LabelVocabulary.Find(text) ?? ReadJson(text, bytes => LabelVocabulary.Read(bytes));

    private static T ReadJson<T>(string path, Func<byte[], T> read)
    {
        try
        {
            return read(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new DatasetException([$"'{path}' cannot be used: {e.Message}"]);
        }
    }
}
