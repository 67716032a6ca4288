using System.Runtime.InteropServices;

namespace RoDLA.Imaging.Painting;

/// <summary>Writes the labels of one picture. Each word is set once, since the same class names and scores come again and again.</summary>
internal sealed class LabelWriter(int fontSize)
{
    private const int MostCharacters = 60;
    private readonly Dictionary<string, WordInk> _words = [];

    /// <summary>Rows that a label takes: ascent and descent of the font, and a pixel above and below.</summary>
    public int LineHeight { get; } = (int)Math.Ceiling(1.17 * fontSize) + 2;

    private int Space { get; } = Math.Max(2, fontSize / 3);

    /// <summary>Words of a label, and the columns it takes.</summary>
    public (WordInk[] Words, int Width) Set(string label)
    {
        string text = label.Length <= MostCharacters ? label : label[..(MostCharacters - 1)] + "…";
        string[] parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        WordInk[] words = Array.ConvertAll(parts, Draw);
        int width = 0;
        foreach (WordInk word in words)
        {
            width += word.OffsetX + word.Width + Space;
        }

        return (words, Math.Max(0, width - Space));
    }

    /// <summary>Lays the ink of a label on the page; what lies outside is cut off.</summary>
    public void Write(PageImage page, WordInk[] words, int x, int y, PageColor color)
    {
        foreach (WordInk word in words)
        {
            Blend(page, word, x + word.OffsetX, y + 1 + word.OffsetY, color);
            x += word.OffsetX + word.Width + Space;
        }
    }

    private WordInk Draw(string word)
    {
        ref WordInk? known = ref CollectionsMarshal.GetValueRefOrAddDefault(_words, word, out _);
        return known ??= WordInk.Draw(word, fontSize);
    }

    private static void Blend(PageImage page, WordInk word, int left, int top, PageColor color)
    {
        int firstColumn = Math.Max(0, -left);
        int lastColumn = Math.Min(word.Width, page.Width - left);
        for (int row = Math.Max(0, -top); row < Math.Min(word.Height, page.Height - top); row++)
        {
            Span<PageColor> target = MemoryMarshal.Cast<byte, PageColor>(page.Row(top + row));
            for (int column = firstColumn; column < lastColumn; column++)
            {
                byte share = word.Ink[(row * word.Width) + column];
                if (share != 0)
                {
                    target[left + column] = target[left + column].Mix(color, share);
                }
            }
        }
    }
}
