using System.Text.RegularExpressions;

namespace RoDLA.Tests.Clients;

/// <summary>Examples in documents.</summary>
internal static class CodeBlocks
{
    /// <summary>The code of one language in a document, one block after the other, for a service at another address.</summary>
    /// <param name="document">Path below the repository.</param>
    /// <param name="language">The language, as the blocks name it.</param>
    /// <param name="service">Address of the service.</param>
    public static string Of(string document, string language, Uri service)
    {
        string text = File.ReadAllText(Path.Combine(RepositoryRoot.Path, document));
        IEnumerable<string> blocks = Regex.Matches(text, $@"^```{language}\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)
            .Select(block => block.Groups[1].Value);
        return string.Join('\n', blocks)
            .Replace("http://localhost:8000", service.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);
    }
}
