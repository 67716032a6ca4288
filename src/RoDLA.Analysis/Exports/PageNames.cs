using RoDLA.Analysis.Storage;

namespace RoDLA.Analysis.Exports;

/// <summary>
/// Names of the pages of an export, in order: file names as they were sent, without folders, that differ in their stems too, as importers
/// require. A repeated name gets a number; a page of several gets its number.
/// </summary>
internal sealed class PageNames
{
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of the next page.</summary>
    public PageName Next(ExportPage page)
    {
        (string stem, string extension) = Split(page.Name);
        if (page.Report?.ImageInfo.PageCount > 1)
        {
            stem = string.Create(CultureInfo.InvariantCulture, $"{stem}_p{page.Page}");
        }

        string free = Free(stem);
        return new PageName(free, free + extension);
    }

    /// <summary>The stem of the next document, of all its pages.</summary>
    public string NextDocument(string name) => Free(Split(name).Stem);

    private static (string Stem, string Extension) Split(string name)
    {
        string shown = SafeFileName.Display(name);
        string extension = Path.GetExtension(shown);
        return shown.Length > extension.Length ? (shown[..^extension.Length], extension) : (shown, extension);
    }

    private string Free(string stem)
    {
        string free = stem;
        for (int number = 2; !_taken.Add(free); number++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{stem}-{number}");
        }

        return free;
    }
}

/// <summary>Name of a page in an export.</summary>
/// <param name="Stem">Without its ending; unique in the export, ignoring case.</param>
/// <param name="File">With the ending of the file that was sent.</param>
internal readonly record struct PageName(string Stem, string File);
