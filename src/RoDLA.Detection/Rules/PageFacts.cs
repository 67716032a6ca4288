using System.Globalization;
using System.Text;

namespace RoDLA.Detection.Rules;

/// <summary>Writes a page and its layout as a Prolog term.</summary>
internal static class PageFacts
{
    /// <summary><c>page(Width, Height, [d(Id, Class, Confidence, X1, Y1, X2, Y2), ...]).</c>; the ids are indices of elements.</summary>
    public static string Of(PageLayout layout, PageSize page)
    {
        StringBuilder term = new();
        term.Append(CultureInfo.InvariantCulture, $"page({page.Width},{page.Height},[");
        foreach ((int id, LayoutElement element) in layout.Elements.Index())
        {
            BoundingBox box = element.Box;
            term.Append(id == 0 ? "" : ",")
                .Append(CultureInfo.InvariantCulture, $"d({id},{Atom(element.ClassName)},{Number(element.Confidence)},")
                .Append(CultureInfo.InvariantCulture, $"{Number(box.X1)},{Number(box.Y1)},{Number(box.X2)},{Number(box.Y2)})");
        }

        return term.Append("]).\n").ToString();
    }

    /// <summary>A floating number of Prolog has a point; whole numbers would be another type.</summary>
    private static string Number(float value)
    {
        string text = ((double)value).ToString("0.0########", CultureInfo.InvariantCulture);
        return value < 0 ? $"({text})" : text;
    }

    private static string Atom(string text) => $"'{text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("'", "\\'", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal)}'";
}
