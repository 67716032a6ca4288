using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RoDLA.Tests.Imaging;
using Xunit;

namespace RoDLA.Tests.Clients;

/// <summary>The Postman collection: made of docs/openapi.json, and of the format v2.1.</summary>
public sealed partial class PostmanTests
{
    private static readonly string[] Modes = ["raw", "formdata"];

    private static readonly string File = Path.Combine(RepositoryRoot.Path, "clients", "postman", "rodla.postman_collection.json");

    private static readonly JsonObject Collection = JsonNode.Parse(System.IO.File.ReadAllText(File))!.AsObject();

    private static IEnumerable<JsonObject> Requests => Collection["item"]!.AsArray()
        .SelectMany(folder => folder!["item"]!.AsArray()).Select(item => item!["request"]!.AsObject());

    [ToolFact("node", "nodejs")]
    public async Task Collection_OfThisDocument_IsTheOneCheckedIn()
    {
        string tool = Path.Combine(RepositoryRoot.Path, "tools", "postman", "make.js");

        ScriptRun run = await ScriptRun.OfAsync("node", [tool], RepositoryRoot.Path, new Uri("http://localhost"));

        Assert.True(run.Exit == 0, run.Errors);
        Assert.True(
            run.Output == await System.IO.File.ReadAllTextAsync(File),
            "The collection is not of this document: node tools/postman/make.js > clients/postman/rodla.postman_collection.json");
    }

    [Fact]
    public void Collection_EveryOperationButSockets_IsInTheFolderOfItsTag()
    {
        JsonNode document = JsonNode.Parse(System.IO.File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "openapi.json")))!;
        string[] expected = [.. document["paths"]!.AsObject().Where(path => !path.Key.EndsWith("/ws", StringComparison.Ordinal))
            .SelectMany(path => path.Value!.AsObject().Select(o => $"{o.Value!["tags"]![0]}: {o.Value["summary"]}"))];

        IEnumerable<string> actual = Collection["item"]!.AsArray()
            .SelectMany(folder => folder!["item"]!.AsArray(), (folder, item) => $"{folder!["name"]}: {item!["name"]}");

        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Collection_EachRequest_IsValidAndUsesTheVariables()
    {
        Assert.EndsWith("/collection/v2.1.0/collection.json", Collection["info"]!["schema"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(["baseUrl", "apiKey"], Collection["variable"]!.AsArray().Select(v => v!["key"]!.GetValue<string>()));
        Assert.Contains("{{apiKey}}", Collection["auth"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.All(Requests, request =>
        {
            JsonNode url = request["url"]!;
            string[] path = [.. url["path"]!.AsArray().Select(segment => segment!.GetValue<string>())];
            Assert.Equal("{{baseUrl}}/" + string.Join('/', path), url["raw"]!.GetValue<string>());
            Assert.Equal(
                path.Where(segment => segment[0] == ':').Select(segment => segment[1..]),
                url["variable"]!.AsArray().Select(variable => variable!["key"]!.GetValue<string>()));
            Assert.All(url["variable"]!.AsArray(), variable => Assert.NotEmpty(variable!["value"]!.GetValue<string>()));
            Assert.DoesNotMatch(Brace(), url["raw"]!.GetValue<string>().Replace("{{baseUrl}}", "", StringComparison.Ordinal));
            if (request["body"] is { } body)
            {
                string mode = body["mode"]!.GetValue<string>();
                Assert.Contains(mode, Modes);
                Assert.NotNull(mode == "raw" ? JsonNode.Parse(body["raw"]!.GetValue<string>()) : body["formdata"]!.AsArray()[0]);
            }
        });
    }

    [GeneratedRegex("[{}]")]
    private static partial Regex Brace();
}
