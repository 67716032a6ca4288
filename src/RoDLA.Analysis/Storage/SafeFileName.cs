namespace RoDLA.Analysis.Storage;

/// <summary>Makes names for files and for display from names that clients chose.</summary>
public static class SafeFileName
{
    // A file name has 255 bytes; prefix, time, random part, chart and a temporary ending take up to 130 of them.
    private const int MaxBytes = 100;
    private const int MaxDisplayed = 200;
    private const int KeptEnd = 16;

    /// <summary>
    /// The name without folders and extension: letters, digits, '.', '_' and '-' stay, the rest becomes '_', dots at the ends go;
    /// <c>page</c> when nothing is left.
    /// </summary>
    public static string Stem(string name)
    {
        ReadOnlySpan<char> last = name.AsSpan(name.LastIndexOfAny(['/', '\\']) + 1);
        ReadOnlySpan<char> stem = last.LastIndexOf('.') is > 0 and int dot ? last[..dot] : last;
        StringBuilder safe = new();
        int bytes = 0;
        foreach (Rune rune in stem.EnumerateRunes())
        {
            Rune kept = IsSafe(rune) ? rune : new Rune('_');
            bytes += kept.Utf8SequenceLength;
            if (bytes > MaxBytes)
            {
                break;
            }

            safe.Append(kept.ToString());
        }

        string text = safe.ToString().Trim('.');
        return text.Trim('_').Length == 0 ? "page" : text;
    }

    /// <summary>
    /// The last part of the name, without control characters and bidirectional overrides, at most 200 characters; <c>upload</c> when
    /// nothing is left of it.
    /// </summary>
    public static string Display(string? name)
    {
        string last = (name ?? "").Split('/', '\\')[^1];
        string kept = string.Concat(last.EnumerateRunes().Where(IsDisplayable)).Trim();
        if (kept.Length <= MaxDisplayed)
        {
            return kept.Length == 0 ? "upload" : kept;
        }

        // The ending stays; a surrogate pair is kept or dropped as a whole.
        int head = MaxDisplayed - KeptEnd;
        int tail = kept.Length - KeptEnd;
        return kept[..(char.IsHighSurrogate(kept[head - 1]) ? head - 1 : head)]
            + kept[(char.IsLowSurrogate(kept[tail]) ? tail + 1 : tail)..];
    }

    private static bool IsDisplayable(Rune rune) => rune.Value is not ((>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069))
        && Rune.GetUnicodeCategory(rune) is not
            (UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static bool IsSafe(Rune rune) =>
        rune.Value is '.' or '_' or '-'
        || Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
