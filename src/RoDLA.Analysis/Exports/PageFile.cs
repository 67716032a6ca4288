using System.Runtime.CompilerServices;

namespace RoDLA.Analysis.Exports;

/// <summary>A page with an answer, and what its file needs to know of the export.</summary>
/// <param name="Page">The page.</param>
/// <param name="Report">Its answer.</param>
/// <param name="Name">Its name in the export.</param>
/// <param name="Classes">Ids of the classes so far.</param>
/// <param name="Options">How the format is written.</param>
/// <param name="Time">When the results were made, UTC.</param>
internal sealed record PageFile(
    ExportPage Page, StoredReport Report, PageName Name, ClassIndex Classes, ExportOptions Options, DateTimeOffset Time)
{
    /// <summary>The pages of a source that have an answer, in order.</summary>
    public static async IAsyncEnumerable<PageFile> ReadAsync(
        ExportSource source, ClassIndex classes, ExportOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        PageNames names = new();
        await foreach (ExportPage page in source.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (page.Report is { } report)
            {
                classes.Add(page);
                yield return new PageFile(page, report, names.Next(page), classes, options, source.Time);
            }
        }
    }
}
