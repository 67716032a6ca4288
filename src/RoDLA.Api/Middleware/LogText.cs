namespace RoDLA.Api.Middleware;

/// <summary>Makes text of a client fit for a log: one line, of bounded length.</summary>
internal static class LogText
{
    private const int MaxLength = 256;

    /// <summary>Replaces control characters by '?', and truncates.</summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        ReadOnlySpan<char> kept = text.AsSpan(0, Math.Min(text.Length, MaxLength));
        foreach (char c in kept)
        {
            if (IsUnfit(c))
            {
                return string.Create(kept.Length, text, static (span, source) =>
                {
                    for (int i = 0; i < span.Length; i++)
                    {
                        span[i] = IsUnfit(source[i]) ? '?' : source[i];
                    }
                });
            }
        }

        return kept.Length == text.Length ? text : kept.ToString();
    }

    // Line and paragraph separators break a line as a line feed does.
    private static bool IsUnfit(char c) => char.IsControl(c) || c is '\u2028' or '\u2029';
}
