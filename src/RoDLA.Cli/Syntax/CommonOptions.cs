using RoDLA.Analysis.Registration;

namespace RoDLA.Cli.Syntax;

/// <summary>Options that several commands have, and how their values are read.</summary>
internal static class CommonOptions
{
    private const int Degrees = 3;

    private static readonly string[] TextModes = ["true", "false", "ocr"];

    /// <summary>Every perturbation in every degree.</summary>
    public static IReadOnlyList<PerturbationStep> AllSteps { get; } =
        [.. PerturbationCatalog.All.SelectMany(p => Enumerable.Range(1, Degrees).Select(d => new PerturbationStep(p.Name, d)))];

    /// <summary>The files that a command works on.</summary>
    public static Argument<string[]> Files(string name, string description) =>
        new(name) { Description = description, Arity = ArgumentArity.ZeroOrMore };

    /// <summary>A folder.</summary>
    public static Option<string?> Folder(string name, string description, params string[] aliases) =>
        new(name, aliases) { Description = description, HelpName = "DIR" };

    /// <summary>A switch without a value.</summary>
    public static Option<bool> Flag(string name, string description) =>
        new(name) { Description = description, Arity = ArgumentArity.Zero };

    /// <summary>The pages of a document.</summary>
    public static Option<PageSelection?> Page()
    {
        Option<PageSelection?> option = Parsed<PageSelection?>(
            "--page",
            "N|all",
            "page of a PDF or TIFF from 1, or every page",
            text => PageSelection.TryParse(text, out PageSelection pages) ? pages : null,
            "neither a page number from 1 nor 'all'");
        option.Aliases.Add("--pages");
        return option;
    }

    /// <summary>Whether and how the text of the elements is read.</summary>
    public static Option<string?> Text() => Parsed<string?>(
        "--text",
        "true|ocr",
        "read the text of each element: from the text layer of a PDF, or with ocr by tesseract where there is none",
        text => TextModes.FirstOrDefault(mode => mode.Equals(text, StringComparison.OrdinalIgnoreCase)),
        "neither true, false nor ocr");

    /// <summary>The languages of a recognition.</summary>
    public static Option<string?> Languages() => Parsed<string?>(
        "--ocr-languages",
        "eng+deu",
        "languages of --text ocr, as tesseract names them",
        text => TextSettings.AreLanguages(text) ? text : null,
        "not names of languages joined by +");

    /// <summary>What the options say of text; null for none.</summary>
    /// <param name="mode">The value of <see cref="Text"/>; null when it is not given.</param>
    /// <param name="languages">The value of <see cref="Languages"/>.</param>
    public static TextSettings? ReadText(string? mode, string? languages) => mode is null or "false"
        ? null
        : new TextSettings(mode == "ocr") { Languages = languages ?? TextSettings.DefaultLanguages };

    /// <summary>An export format.</summary>
    public static Option<string?> Format(string name, string description) => Parsed<string?>(
        name,
        "FORMAT",
        $"{description}: {string.Join(", ", ExportServices.Formats)}",
        text => ExportServices.Formats.FirstOrDefault(format => format.Equals(text, StringComparison.OrdinalIgnoreCase)),
        $"none of {string.Join(", ", ExportServices.Formats)}");

    /// <summary>What a row of an exported CSV table represents.</summary>
    public static Option<ExportRows?> Rows() => Choice<ExportRows>("--rows", "what a row of csv stands for");

    /// <summary>Whether YOLO labels have the confidence.</summary>
    public static Option<bool> Confidence() => Flag("--confidence", "write the confidence as a sixth column of yolo");

    /// <summary>The resolution of PDF pages.</summary>
    public static Option<int?> Dpi() => Parsed<int?>(
        "--dpi",
        "N",
        $"render pages of a PDF at N dots per inch, {ImagingOptions.MinPdfDpi} to {ImagingOptions.MaxPdfDpi}",
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int dpi)
            && dpi is >= ImagingOptions.MinPdfDpi and <= ImagingOptions.MaxPdfDpi ? dpi : null,
        $"not a whole number from {ImagingOptions.MinPdfDpi} to {ImagingOptions.MaxPdfDpi}");

    /// <summary>The key of the random numbers.</summary>
    public static Option<long?> Seed(string description) => Parsed<long?>(
        "--seed",
        "N",
        description,
        text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long seed) ? seed : null,
        "not a whole number of at most 64 bits");

    /// <summary>A chain of perturbations, such as <c>defocus:2,rotation:1</c>.</summary>
    public static Option<IReadOnlyList<PerturbationStep>?> Steps(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "TYPE:DEGREE,...",
        CustomParser = result =>
        {
            List<PerturbationStep> steps = [];
            foreach (string entry in result.Tokens[^1].Value.Split(',', StringSplitOptions.TrimEntries))
            {
                if (ReadStep(entry) is { } step)
                {
                    steps.Add(step);
                }
                else
                {
                    string types = string.Join(", ", PerturbationCatalog.All.Select(p => p.Name));
                    result.AddError($"{name} has '{entry}', which is no TYPE:DEGREE: the types are {types}; the degrees 1, 2 and 3.");
                }
            }

            return steps;
        },
    };

    /// <summary>An option whose value is read by a function.</summary>
    /// <param name="name">Name of the option.</param>
    /// <param name="helpName">Name of its value in the help.</param>
    /// <param name="description">What it does.</param>
    /// <param name="read">Reads the value; null when it is not understood.</param>
    /// <param name="isNot">What a value that is not understood is not, for the message.</param>
    public static Option<T> Parsed<T>(string name, string helpName, string description, Func<string, T> read, string isNot) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result =>
        {
            string text = result.Tokens[^1].Value;
            T value = read(text);
            if (value is null)
            {
                result.AddError($"{name} is '{text}', which is {isNot}.");
            }

            return value;
        },
    };

    /// <summary>An option that takes a word of an enumeration, in any case.</summary>
    /// <param name="name">Name of the option.</param>
    /// <param name="description">What it does.</param>
    /// <param name="aliases">More words.</param>
    public static Option<T?> Choice<T>(string name, string description, params (string Word, T Value)[] aliases)
        where T : struct, Enum
    {
        (string Word, T Value)[] words = [.. Enum.GetValues<T>().Select(value => (ReportJson.Word(value), value)), .. aliases];
        string[] names = [.. words.Select(w => w.Word)];
        Option<T?> option = Parsed<T?>(
            name,
            string.Join('|', names),
            description,
            text => Array.FindIndex(names, n => n.Equals(text, StringComparison.OrdinalIgnoreCase)) is >= 0 and int i
                ? words[i].Value
                : null,
            $"none of {string.Join(", ", names)}");
        option.CompletionSources.Add(names);
        return option;
    }

    /// <summary>Whose behaviour a perturbation follows.</summary>
    public static Option<PerturbationMode?> Mode() =>
        Choice<PerturbationMode>("--mode", "reference: as the benchmark's published code, its quirks included");

    private static PerturbationStep? ReadStep(string entry) =>
        entry.Split(':') is [string type, string digits]
        && PerturbationCatalog.ByName.ContainsKey(type)
        && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int degree)
        && degree is >= 1 and <= Degrees
            ? new PerturbationStep(type, degree)
            : null;
}
