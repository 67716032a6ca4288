namespace RoDLA.Analysis.Storage;

/// <summary>Makes file names from names that clients chose.</summary>
public static class SafeFileName
{
    // A file name has 255 bytes; prefix, time, random part, chart and a temporary ending take up to 130 of them.
    private const int MaxBytes = 100;

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

    private static bool IsSafe(Rune rune) =>
        rune.Value is '.' or '_' or '-'
        || Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
