using RoDLA.Cli.Syntax;

namespace RoDLA.Cli.Detect;

/// <summary><c>detect</c>: detects the layout of files.</summary>
internal sealed class DetectCommand : ProgramCommand
{
    private readonly Option<string?> _out = CommonOptions.Folder("--out", "write FILE.json into DIR and print nothing", "-o");
    private readonly Option<bool> _annotate =
        CommonOptions.Flag("--annotate", "with --out: write the page with the detections drawn on it too");
    private readonly Option<bool> _charts = CommonOptions.Flag("--charts", "draw the charts: in the answer, or with --out as PNG files");
    private readonly DetectionSwitches _detection = new();
    private readonly Option<PageSelection?> _page = CommonOptions.Page();
    private readonly Option<string?> _format = CommonOptions.Format("--format", "with --out: write FILE in this format instead");
    private readonly Option<string?> _text = CommonOptions.Text();
    private readonly Option<string?> _languages = CommonOptions.Languages();
    private readonly Option<ExportRows?> _rows = CommonOptions.Rows();
    private readonly Option<bool> _confidence = CommonOptions.Confidence();
    private readonly Option<int?> _dpi = CommonOptions.Dpi();

    public DetectCommand()
        : base(
            "detect",
            "Detect the layout of files and print the results as JSON: one document for one file, one a line for several (JSON Lines)",
            CommonOptions.Files("FILE", "images and PDF files"))
    {
        AddOptions([_out, _annotate, _charts, .. _detection.All, _page, _dpi, _text, _languages, _format, _rows, _confidence]);
    }

    public override IEnumerable<string> Check(ParseResult parse)
    {
        if (!HasFiles(parse))
        {
            yield return "detect needs at least one file.";
        }

        if (IsGiven(parse, _annotate) && !IsGiven(parse, _out))
        {
            yield return "--annotate needs --out, the folder that the pictures go to.";
        }

        if (IsGiven(parse, _format) && !IsGiven(parse, _out))
        {
            yield return "--format needs --out, the folder that the files go to.";
        }
    }

    public override async Task<int> RunAsync(ParseResult parse, CommandContext context, CancellationToken cancellationToken)
    {
        using IHost host = context.CreateHost();
        return await new FileDetection(Read(parse), host, context).RunAsync(cancellationToken);
    }

    public DetectArguments Read(ParseResult parse) => new(
        parse.GetValue(Files!) ?? [],
        parse.GetValue(_out),
        parse.GetValue(_annotate),
        parse.GetValue(_charts),
        _detection.Read(parse),
        (parse.GetValue(_page) ?? PageSelection.First) with { Dpi = parse.GetValue(_dpi) })
    {
        Format = parse.GetValue(_format),
        Text = CommonOptions.ReadText(parse.GetValue(_text) ?? DefaultText(parse.GetValue(_format)), parse.GetValue(_languages)),
        Options = new ExportOptions { Rows = parse.GetValue(_rows) ?? ExportRows.Detections, Confidences = parse.GetValue(_confidence) },
    };

    // These formats are their text.
    private static string? DefaultText(string? format) => format is "markdown" or "html" ? "true" : null;
}
