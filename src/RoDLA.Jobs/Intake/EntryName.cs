using System.Text;

namespace RoDLA.Jobs.Intake;

/// <summary>Names of archive entries, for display only.</summary>
internal static class EntryName
{
    private const int MaxLength = 200;
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Encoding of names that are not UTF-8 (APPNOTE, appendix D).</summary>
    private static readonly Encoding CodePage437 = CodePagesEncodingProvider.Instance.GetEncoding(437)!;

    /// <summary>Files that operating systems create in folders, in lower case.</summary>
    private static readonly string[] SystemFiles = [".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini"];

    /// <summary>Decodes a name. UTF-8 is tried first, since many tools write it without the flag.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return CodePage437.GetString(bytes);
        }
    }

    /// <summary>Whether it is a folder.</summary>
    public static bool IsFolder(string name) => name.EndsWith('/') || name.EndsWith('\\');

    /// <summary>Whether it leaves the target folder by a root, a drive or "..".</summary>
    public static bool LeavesFolder(string name) =>
        name.StartsWith('/') || name.StartsWith('\\') || (name.Length > 1 && name[1] == ':' && char.IsAsciiLetter(name[0]))
        || name.Split('/', '\\').Any(p => p.Trim() == "..");

    /// <summary>Whether a file manager created it.</summary>
    public static bool IsLeftover(string name)
    {
        string[] parts = name.Split('/', '\\');
        string last = parts[^1];
        return parts.Contains("__MACOSX", StringComparer.OrdinalIgnoreCase)
            || last.StartsWith("._", StringComparison.Ordinal)
            || SystemFiles.Contains(last, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>
    /// The name for display, with its folders: without root, drive, "..", invisible and bidirectional control characters; truncated at the
    /// start.
    /// </summary>
    public static string Clean(string name)
    {
        IEnumerable<string> parts = name.Split('/', '\\')
            .Select(p => string.Concat(p.Where(IsFit)).Trim())
            .Where(p => p is not ("" or "." or "..") && !(p.Length == 2 && p[1] == ':'));
        string clean = string.Join('/', parts);
        return clean.Length switch
        {
            0 => "entry",
            > MaxLength => "…" + clean[^(MaxLength - 1)..],
            _ => clean,
        };
    }

    private static bool IsFit(char c) =>
        !char.IsControl(c) && !char.IsSurrogate(c)
        && c is not ('\u2028' or '\u2029' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')
            or '\uFEFF' or '\uFFFD');
}
