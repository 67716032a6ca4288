namespace RoDLA.Analysis.Pipeline;

/// <summary>Which pages of a document are asked for.</summary>
/// <param name="Number">Page number from 1; null for all.</param>
public readonly record struct PageSelection(int? Number)
{
    /// <summary>Resolution at which pages of a PDF are rendered, in dots per inch; null for the service's own.</summary>
    public int? Dpi { get; init; }

    /// <summary>The first page.</summary>
    public static PageSelection First { get; } = new(1);

    /// <summary>Every page.</summary>
    public static PageSelection All { get; }

    /// <summary>Whether every page is asked for.</summary>
    public bool IsAll => Number is null;

    /// <summary>Reads a page number from 1, or <c>all</c>.</summary>
    public static bool TryParse(string text, out PageSelection selection)
    {
        if (text.Trim().Equals("all", StringComparison.OrdinalIgnoreCase))
        {
            selection = All;
            return true;
        }

        const NumberStyles style = NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;
        bool isNumber = int.TryParse(text, style, CultureInfo.InvariantCulture, out int number);
        selection = new PageSelection(number);
        return isNumber && number >= 1;
    }
}
