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

    public DetectCommand()
        : base(
            "detect",
            "Detect the layout of files and print the results as JSON: one document for one file, one a line for several (JSON Lines)",
            CommonOptions.Files("FILE", "images and PDF files"))
    {
        AddOptions([_out, _annotate, _charts, .. _detection.All, _page]);
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
        parse.GetValue(_page) ?? PageSelection.First);
}
