namespace RoDLA.Imaging.Painting;

/// <summary>Writes the labels of one picture. Each word is rendered once, since class names and scores repeat.</summary>
internal sealed class LabelWriter(int fontSize)
{
    private const int MaxCharacters = 60;
    private readonly Dictionary<string, WordInk> _words = [];

    /// <summary>Height of a label in rows: ascent and descent of the font, and a pixel above and below.</summary>
    public int LineHeight { get; } = (int)Math.Ceiling(1.17 * fontSize) + 2;

    private int Space { get; } = Math.Max(2, fontSize / 3);

    /// <summary>Renders the words of a label; also returns its width in columns.</summary>
    public (WordInk[] Words, int Width) Render(string label)
    {
        string text = label.Length <= MaxCharacters ? label : label[..(MaxCharacters - 1)] + "…";
        string[] parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        WordInk[] words = Array.ConvertAll(parts, Draw);
        int width = 0;
        foreach (WordInk word in words)
        {
            width += word.OffsetX + word.Width + Space;
        }

        return (words, Math.Max(0, width - Space));
    }

    /// <summary>Draws a label on the page, clipped to the page.</summary>
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
                byte alpha = word.Ink[(row * word.Width) + column];
                if (alpha != 0)
                {
                    target[left + column] = target[left + column].Mix(color, alpha);
                }
            }
        }
    }
}
