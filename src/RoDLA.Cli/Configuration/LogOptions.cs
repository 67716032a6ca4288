namespace RoDLA.Cli.Configuration;

/// <summary>What is logged, and how.</summary>
public sealed class LogOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Log";

    /// <summary>
    /// Lowest level that is written: <c>verbose</c>, <c>debug</c>, <c>information</c>, <c>warning</c>, <c>error</c>, <c>fatal</c>.
    /// </summary>
    /// <value>The default is <c>information</c>.</value>
    [Required]
    [AllowedValues("verbose", "debug", "information", "warning", "error", "fatal",
        ErrorMessage = "must be verbose, debug, information, warning, error or fatal.")]
    public string Level { get; set; } = "information";

    /// <summary>
    /// <c>text</c>, or <c>json</c> for one JSON object a line (Serilog's compact format); <c>auto</c> is text in Development and on a
    /// terminal, JSON otherwise.
    /// </summary>
    /// <value>The default is <c>auto</c>.</value>
    [Required]
    [AllowedValues("auto", "text", "json", ErrorMessage = "must be auto, text or json.")]
    public string Format { get; set; } = "auto";

    /// <summary>File that gets the log as well, as JSON lines, a new one each day, 14 kept; relative to the content root.</summary>
    /// <value>The default is empty: no file.</value>
    public string File { get; set; } = "";
}
