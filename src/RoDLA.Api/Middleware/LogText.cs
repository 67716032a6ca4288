namespace RoDLA.Api.Middleware;

/// <summary>Makes text of a client fit for a log: one line, of bounded length.</summary>
internal static class LogText
{
    private const int MaxLength = 256;

    /// <summary>Replaces control characters and separators of lines and paragraphs by '?', and truncates.</summary>
    public static string Clean(string? text) => string.Concat((text ?? "").Take(MaxLength).Select(c => IsUnfit(c) ? '?' : c));

    private static bool IsUnfit(char c) => char.IsControl(c) || c is '\u2028' or '\u2029';
}
