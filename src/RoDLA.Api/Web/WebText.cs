namespace RoDLA.Api.Web;

/// <summary>
/// Takes out of scripts and styles what only their readers need: indentation, empty lines, and lines that are comments. It knows lines, not
/// the languages: no text of <c>wwwroot</c> spans lines (a test).
/// </summary>
internal static class WebText
{
    /// <summary>The text as it is sent.</summary>
    public static string Compact(string text)
    {
        StringBuilder compact = new(text.Length);
        bool isComment = false;
        foreach (string line in text.Split('\n').Select(line => line.Trim()))
        {
            isComment |= line.StartsWith("/*", StringComparison.Ordinal);
            if (!isComment && line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal))
            {
                compact.Append(line).Append('\n');
            }

            isComment &= !line.EndsWith("*/", StringComparison.Ordinal);
        }

        return compact.ToString();
    }
}
