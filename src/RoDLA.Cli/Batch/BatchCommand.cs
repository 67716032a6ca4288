using RoDLA.Analysis.Registration;
using RoDLA.Cli.Output;
using RoDLA.Cli.Syntax;

namespace RoDLA.Cli.Batch;

/// <summary><c>batch</c>: detects the layout of many files as one job.</summary>
internal sealed class BatchCommand : ProgramCommand
{
    private readonly Option<Uri?> _server = CommonOptions.Parsed(
        "--server",
        "URL",
        "have a running service do it, such as http://localhost:8000; without it, it is done here",
        ReadServer,
        "no address such as http://localhost:8000");
    private readonly Option<string?> _out = CommonOptions.Folder(
        "--out", "results go below DIR (the output folder), exports into it (with --server: into .)", "-o");
    private readonly Option<string[]?> _export = new("--export", "--format")
    {
        HelpName = "FORMAT,...",
        Description = $"write the results in these formats too: {string.Join(", ", ExportServices.Formats)}; with --server and --out: zip, "
            + "if none is given",
        CustomParser = result =>
        {
            string[] formats = [.. result.Tokens[^1].Value.Split(',', StringSplitOptions.TrimEntries)
                .Select(format => format.ToLowerInvariant()).Distinct()];
            foreach (string format in formats.Except(ExportServices.Formats))
            {
                result.AddError($"--export has '{format}', which is none of {string.Join(", ", ExportServices.Formats)}.");
            }

            return formats;
        },
    };

    private readonly Option<string?> _pattern = new("--pattern")
    {
        HelpName = "GLOB",
        Description = "files to take out of folders, such as '*.png'; other files that are not images are skipped",
    };

    private readonly DetectionSwitches _detection = new();
    private readonly Option<PageSelection?> _page = CommonOptions.Page();
    private readonly Option<int?> _dpi = CommonOptions.Dpi();
    private readonly Option<IReadOnlyList<PerturbationStep>?> _perturb =
        CommonOptions.Steps("--perturb", "perturb every image before the detection, in order");
    private readonly Option<long?> _seed = CommonOptions.Seed("the same seed perturbs the same way");
    private readonly Option<string?> _text = CommonOptions.Text();
    private readonly Option<string?> _languages = CommonOptions.Languages();
    private readonly Option<ExportRows?> _rows = CommonOptions.Rows();
    private readonly Option<bool> _confidence = CommonOptions.Confidence();
    private readonly Option<VisualizationMode?> _visualization =
        CommonOptions.Choice<VisualizationMode>("--visualization-mode", "charts to draw");
    private readonly Option<JobPriority?> _priority =
        CommonOptions.Choice<JobPriority>("--priority", "order among the jobs of the service");

    public BatchCommand()
        : base(
            "batch",
            "Detect the layout of folders, ZIP archives and files as one job; Ctrl-C cancels it, and finished images keep their results",
            CommonOptions.Files("PATH", "folders (with all folders in them), ZIP archives and files"))
    {
        AddOptions(
            [
                _server, _out, _export, _text, _languages, _rows, _confidence, _pattern, .. _detection.All, _page, _dpi, _perturb, _seed,
                _visualization, _priority,
            ]);
    }

    public override IEnumerable<string> Check(ParseResult parse) =>
        HasFiles(parse) ? [] : ["batch needs at least one folder, ZIP archive or file."];

    /// <inheritdoc/>
    /// <returns>0 when every image succeeded and all was written, 1 when not.</returns>
    public override async Task<int> RunAsync(ParseResult parse, CommandContext context, CancellationToken cancellationToken)
    {
        BatchArguments arguments = Read(parse);
        using IHost host = context.CreateHost(services =>
        {
            if (arguments.Server is null)
            {
                services.AddLocalBatch(arguments);
            }
        });
        using HttpClient client = new() { BaseAddress = arguments.Server, Timeout = Timeout.InfiniteTimeSpan };
        TimeProvider time = host.Services.GetRequiredService<TimeProvider>();
        IBatchRun run = arguments.Server is null
            ? new LocalBatch(arguments, host, context.Terminal)
            : new RemoteBatch(arguments, client, time, context.Terminal);
        using Interrupt interrupt = new(cancellationToken);
        BatchFiles files = new(host.Services.GetRequiredService<IPageReader>(), arguments.Pattern);
        await files.AddAsync(arguments.Files, interrupt.Token);
        files.Report(context.Terminal);
        if (files.Files.Count == 0)
        {
            context.Terminal.WriteLine("There is no image to work on.");
            return ExitCode.Failure;
        }

        long start = time.GetTimestamp();
        BatchOutcome? outcome = await context.Terminal.ShowProgressAsync(bar => run.RunAsync(files.Files, bar, interrupt.Token));
        if (outcome is null)
        {
            return ExitCode.Failure;
        }

        BatchTable.Write(context.Output, outcome, time.GetElapsedTime(start));
        if (outcome.Error is { } reason)
        {
            context.Terminal.WriteLine(reason);
        }

        return outcome is { Status: JobState.Completed, Error: null } && files.Refused.Count == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    public BatchArguments Read(ParseResult parse)
    {
        BatchArguments arguments = new()
        {
            Files = parse.GetValue(Files!) ?? [],
            Out = parse.GetValue(_out),
            Detection = _detection.Read(parse),
            Page = (parse.GetValue(_page) ?? PageSelection.First) with { Dpi = parse.GetValue(_dpi) },
            Server = parse.GetValue(_server),
            Pattern = parse.GetValue(_pattern) ?? "*",
            Steps = parse.GetValue(_perturb) ?? [],
            Seed = parse.GetValue(_seed),
            Visualization = parse.GetValue(_visualization) ?? VisualizationMode.None,
            Priority = parse.GetValue(_priority) ?? JobPriority.Normal,
            Exports = parse.GetValue(_export) ?? [],
            Text = CommonOptions.ReadText(parse.GetValue(_text), parse.GetValue(_languages)),
            ExportOptions = new ExportOptions
            {
                Rows = parse.GetValue(_rows) ?? ExportRows.Detections,
                Confidences = parse.GetValue(_confidence),
            },
        };

        // The results of a service can only be written as an export.
        return arguments is { Server: not null, Out: not null, Exports: [] } ? arguments with { Exports = ["zip"] } : arguments;
    }

    private static Uri? ReadServer(string text) =>
        Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out Uri? server) && server.Scheme is "http" or "https" ? server : null;
}
