using RoDLA.Analysis.Text;

namespace RoDLA.Analysis.Exports.Documents;

/// <summary>The bullet or number of an item of a list.</summary>
internal static class ListMark
{
    /// <summary>The number of an ordered item, null for others; and the text: without a bullet or such a number, whole else.</summary>
    public static (int? Number, string Text) Split(string item)
    {
        int space = item.IndexOf(' ');
        if (space < 0 || !TextAssembler.StartsItem(item))
        {
            return (null, item);
        }

        string mark = item[..space];
        string rest = item[(space + 1)..];
        if (int.TryParse(mark.TrimEnd('.', ')'), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return (number, rest);
        }

        return mark.AsSpan().ContainsAny('(', ')', '.') || char.IsLetterOrDigit(mark[0]) ? (null, item) : (null, rest);
    }
}
