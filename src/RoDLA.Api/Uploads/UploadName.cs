namespace RoDLA.Api.Uploads;

/// <summary>Makes the sender's name for a file fit to be shown: no path, no control characters, bounded.</summary>
internal static class UploadName
{
    private const int MaxLength = 200;

    /// <summary>The last part of <paramref name="name"/>; <c>upload</c> when nothing is left of it.</summary>
    public static string Clean(string? name)
    {
        string last = (name ?? "").Split('/', '\\')[^1];
        string kept = string.Concat(last.Where(c => !char.IsControl(c) && !char.IsSurrogate(c) && c is not ('\u2028' or '\u2029'))).Trim();
        return kept.Length switch
        {
            0 => "upload",
            > MaxLength => kept[..(MaxLength - 16)] + kept[^16..],
            _ => kept,
        };
    }
}
