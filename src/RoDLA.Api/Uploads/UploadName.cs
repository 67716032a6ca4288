namespace RoDLA.Api.Uploads;

/// <summary>
/// Makes the name that a client gives to a file fit for display: no path, no control characters, no bidirectional override, bounded.
/// </summary>
internal static class UploadName
{
    private const int MaxLength = 200;
    private const int KeptEnd = 16;

    /// <summary>The last part of <paramref name="name"/>; <c>upload</c> when nothing is left of it.</summary>
    public static string Clean(string? name)
    {
        string last = (name ?? "").Split('/', '\\')[^1];
        string kept = string.Concat(last.EnumerateRunes().Where(IsDisplayable)).Trim();
        return kept.Length switch
        {
            0 => "upload",
            > MaxLength => Shorten(kept),
            _ => kept,
        };
    }

    private static bool IsDisplayable(Rune rune) => rune.Value is not ((>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069))
        && Rune.GetUnicodeCategory(rune) is not
            (UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    // A surrogate pair is kept or dropped as a whole.
    private static string Shorten(string name)
    {
        int head = MaxLength - KeptEnd;
        int tail = name.Length - KeptEnd;
        return name[..(char.IsHighSurrogate(name[head - 1]) ? head - 1 : head)]
            + name[(char.IsLowSurrogate(name[tail]) ? tail + 1 : tail)..];
    }
}
