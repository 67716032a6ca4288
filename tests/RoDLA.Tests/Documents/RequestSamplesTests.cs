using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace RoDLA.Tests.Documents;

/// <summary>docs/requests.http has a sample of every operation in docs/openapi.json.</summary>
public sealed partial class RequestSamplesTests
{
    [Fact]
    public void Samples_EveryOperation_HasOne()
    {
        string docs = Path.Combine(RepositoryRoot.Path, "docs");
        string samples = File.ReadAllText(Path.Combine(docs, "requests.http"));
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(docs, "openapi.json")));
        string[] missing = [.. document.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(
                path => path.Value.EnumerateObject(),
                (path, operation) => (Path: path.Name, Method: operation.Name.ToUpperInvariant()))
            .Where(operation => operation.Method != "HEAD" && !IsSampled(samples, operation.Method, operation.Path))
            .Select(operation => $"{operation.Method} {operation.Path}")];
        Assert.Empty(missing);
    }

    /// <summary>Whether a line calls the path, with anything in place of its parameters.</summary>
    private static bool IsSampled(string samples, string method, string path)
    {
        string pattern = Parameter().Replace(path, "PARAMETER");
        pattern = Regex.Escape(pattern).Replace("PARAMETER", "[^/?\n]+", StringComparison.Ordinal);
        string verb = path.EndsWith("/ws", StringComparison.Ordinal) ? "WEBSOCKET" : method;
        return Regex.IsMatch(samples, $@"^{verb} (\{{\{{host\}}\}}|ws://[^/]+){pattern}(\?[^\n]*)?$", RegexOptions.Multiline);
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
