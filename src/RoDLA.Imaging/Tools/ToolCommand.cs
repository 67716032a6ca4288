namespace RoDLA.Imaging.Tools;

/// <summary>A run of a program.</summary>
/// <param name="Tool">Name of the program, looked up in PATH.</param>
/// <param name="Arguments">Passed unchanged.</param>
/// <param name="Package">Package of Debian that has it.</param>
/// <param name="Purpose">What needs it, as the subject of a sentence: <c>PDF</c>.</param>
internal sealed record ToolCommand(string Tool, IEnumerable<string> Arguments, string Package, string Purpose)
{
    /// <summary>Longest time that it may run.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Writes its standard input; null for none.</summary>
    public Func<Stream, CancellationToken, Task>? WriteInput { get; init; }

    /// <summary>A run of a tool of poppler.</summary>
    public static ToolCommand Poppler(string tool, IEnumerable<string> arguments, ImagingOptions options) =>
        new(tool, arguments, "poppler-utils", "PDF") { Timeout = options.PdfTimeout };
}
