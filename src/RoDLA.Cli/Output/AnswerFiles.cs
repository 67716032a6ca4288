using RoDLA.Imaging.Writing;

namespace RoDLA.Cli.Output;

/// <summary>The folder that <c>detect --out</c> writes to, and the names of what goes there.</summary>
/// <param name="folder">The folder; made when it is missing.</param>
/// <param name="time">Tells the time.</param>
internal sealed class AnswerFiles(string folder, TimeProvider time)
{
    private readonly ReportStore _store = new(Options.Create(new OutputOptions { Folder = folder }), time);
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The stem of the names for <paramref name="file"/>: its own, with a number when another file of the run has it.</summary>
    public string Reserve(string file)
    {
        string stem = SafeFileName.Stem(file);
        string free = stem;
        for (int number = 2; !_taken.Add(free); number++)
        {
            free = $"{stem}-{number}";
        }

        return free;
    }

    /// <summary>Writes the answer and its charts.</summary>
    public Task WriteAsync(PageReport report, string stem, CancellationToken cancellationToken) =>
        _store.SaveAsync(report, stem + ".json", stem, cancellationToken);

    /// <summary>Writes pages in a format.</summary>
    public Task WriteAsync(
        ExportSource pages, IExporter exporter, ExportOptions options, string stem, CancellationToken cancellationToken)
    {
        string suffix = exporter.FileOf(pages, options).Name[pages.Name.Length..];
        Directory.CreateDirectory(_store.Folder);
        return AtomicFile.WriteAsync(
            Path.Combine(_store.Folder, stem + suffix), stream => exporter.WriteAsync(pages, options, stream, cancellationToken));
    }

    /// <summary>Writes the page with the detections drawn on it.</summary>
    public void WriteAnnotated(PageImage picture, string stem)
    {
        using FileStream stream = File.Create(Path.Combine(_store.Folder, stem + "_annotated.jpg"));
        ImageWriter.WriteJpeg(picture, stream.Write);
    }
}
