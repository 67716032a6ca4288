using RoDLA.Imaging.Scheduling;
using RoDLA.Imaging.Tools;

namespace RoDLA.Imaging.Ocr;

/// <summary>Recognizes text in parts of a page by tesseract, in a child process with limits. Thread-safe.</summary>
public sealed class TextRecognizer
{
    private const string Tool = "tesseract";
    private const string MissingLanguage = "Failed loading language";
    private const int MaxOutput = 16 * 1024 * 1024;

    // One block of text: the layout is known.
    private const string SingleBlock = "6";

    private readonly ToolProcess _tool;
    private readonly ImagingOptions _options;

    internal TextRecognizer(ToolProcess tool, ImagingOptions options) => (_tool, _options) = (tool, options);

    /// <summary>Recognizes the words of each part; one process for all.</summary>
    /// <param name="image">The page.</param>
    /// <param name="parts">Parts of it.</param>
    /// <param name="languages">Names of languages as tesseract has them, joined by <c>+</c>.</param>
    /// <param name="priority">In which queue it waits while as many tools run as may.</param>
    /// <param name="cancellationToken">Kills the child.</param>
    /// <returns>The words of each part, in pixels of the page.</returns>
    /// <exception cref="ImageException">tesseract or a language is not installed, or it failed or took too long.</exception>
    public async Task<IReadOnlyList<PageText>> RecognizeAsync(
        PageImage image, IReadOnlyList<PagePart> parts, string languages, RequestPriority priority, CancellationToken cancellationToken)
    {
        if (parts.Count == 0)
        {
            return [];
        }

        string[] arguments = ["stdin", "stdout", "-l", languages, "--psm", SingleBlock, "tsv"];
        ToolCommand command = new(Tool, arguments, "tesseract-ocr", "Recognition of text")
        {
            Timeout = _options.OcrTimeout,
            WriteInput = (stream, token) => GrayTiff.WriteAsync(image, parts, stream, token),
        };
        (int exitCode, string output, string errorText) = await _tool
            .RunAsync(command, ReadAsync, priority, cancellationToken).ConfigureAwait(false);

        // One language that is missing is no failure for the tool.
        return exitCode == 0 && !errorText.Contains(MissingLanguage, StringComparison.Ordinal)
            ? OcrWords.Parse(output, parts)
            : throw Fault(languages, errorText);
    }

    private static ImageException Fault(string languages, string errorText)
    {
        InvalidDataException cause = new(errorText);
        return errorText.Contains(MissingLanguage, StringComparison.Ordinal)
            ? new ImageException(
                ImageFault.ToolMissing,
                $"tesseract has not all of the languages {languages} (Debian: apt install tesseract-ocr-LANGUAGE).",
                cause)
            : new ImageException(ImageFault.Undecodable, "The text of the page could not be recognized.", cause);
    }

    private static async Task<string> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using MemoryStream output = new();
        byte[] buffer = new byte[16 * 1024];
        int read;
        while (output.Length < MaxOutput && (read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            output.Write(buffer, 0, read);
        }

        return Encoding.UTF8.GetString(output.GetBuffer(), 0, (int)output.Length);
    }
}
