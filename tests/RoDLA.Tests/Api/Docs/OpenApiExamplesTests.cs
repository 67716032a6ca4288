using System.Text.Json.Nodes;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Clients;
using RoDLA.Tests.Imaging;
using Xunit;

namespace RoDLA.Tests.Api.Docs;

/// <summary>The examples of docs/openapi.json, and the answers of the service, by the schemas of the document.</summary>
public sealed class OpenApiExamplesTests
{
    private static readonly AnswerSchemas Schemas = new();

    [Fact]
    public void Examples_OfBodiesAnswersAndProblems_AreThereAndFitTheirSchemas()
    {
        List<string> mistakes = [];
        HashSet<string> seen = [];
        foreach ((string id, JsonObject operation) in Schemas.Operations)
        {
            foreach ((string place, JsonNode type) in JsonContents(operation))
            {
                JsonNode?[] examples = type["example"] is { } example
                    ? [example]
                    : [.. (type["examples"]?.AsObject() ?? [])
                        .Where(e => seen.Add(e.Value!.ToJsonString())) // Operations share the examples of problems.
                        .Select(e => Resolve(e.Value!)["value"])];
                mistakes.AddRange(type["example"] is null && type["examples"] is null ? [$"{id} {place}: no example"] : []);
                mistakes.AddRange(examples.SelectMany(e => Schemas.Mistakes(type["schema"]!, e)).Select(m => $"{id} {place}: {m}"));
            }
        }

        Assert.Empty(mistakes);
    }

    [Fact]
    public void Parameters_EachOne_IsDescribedWithAnExample() => Assert.Empty(Schemas.Operations.SelectMany(
        operation => operation.Operation["parameters"]?.AsArray() ?? [],
        (operation, parameter) => (operation.Id, Parameter: parameter!))
        .Where(p => p.Parameter["example"] is null || p.Parameter["description"] is null)
        .Select(p => $"{p.Id} {p.Parameter["name"]}"));

    [Fact]
    public void Fields_EachOne_IsDescribedWithAnExample()
    {
        List<string> bare = [];
        foreach ((string name, JsonNode? schema) in Schemas.Document["components"]!["schemas"]!.AsObject())
        {
            CheckFields(name, schema!, bare);
        }

        foreach ((string id, JsonObject operation) in Schemas.Operations)
        {
            foreach ((string type, JsonNode? content) in operation["requestBody"]?["content"]?.AsObject() ?? [])
            {
                CheckFields($"{id} {type}", content!["schema"]!, bare);
            }
        }

        Assert.Empty(bare);
    }

    [Fact]
    public void Operations_EachOne_HasItsTextsAndAnswersEachErrorWithItsCodes()
    {
        Assert.All(Schemas.Operations, o =>
        {
            Assert.Matches("^[a-z][A-Za-z]+$", o.Id);
            Assert.NotEmpty(o.Operation["summary"]!.GetValue<string>());
            Assert.NotEmpty(o.Operation["tags"]!.AsArray());
            Assert.All(
                o.Operation["responses"]!.AsObject().Where(r => r.Key[0] is '4' or '5'),
                r => Assert.Contains('`', r.Value!["description"]!.GetValue<string>()));
        });
        Assert.Equal(Schemas.Operations.Count(), Schemas.Operations.Select(o => o.Id).Distinct().Count());
    }

    [ToolFact("python3", "python3")]
    public async Task Service_EveryOperation_AnswersAsItsSchemaSays()
    {
        using TemporaryFolder folder = new();
        string tool = Path.Combine(RepositoryRoot.Path, "tools", "openapi-examples", "capture.py");
        string program = Path.Combine(AppContext.BaseDirectory, "RoDLA.Api.dll");

        ScriptRun run = await ScriptRun.OfAsync("python3", [tool, program, folder.Path], folder.Path, new Uri("http://localhost"));

        Assert.True(run.Exit == 0, run.Errors);
        Dictionary<string, JsonObject> operations = Schemas.Operations.ToDictionary(o => o.Id, o => o.Operation);
        string[] files = [.. Directory.GetFiles(folder.Path).Where(file => Path.GetFileName(file) != "problems.json")];
        Assert.All(operations.Keys, id => Assert.Contains(Path.Combine(folder.Path, id + ".json"), files));
        Assert.All(files, file =>
        {
            JsonNode captured = JsonNode.Parse(File.ReadAllText(file))!;
            JsonNode response = operations[Path.GetFileName(file).Split('.')[0]]["responses"]![captured["status"]!.ToString()]!;
            JsonNode type = response["content"]![captured["media_type"]!.GetValue<string>()]!;
            if (captured["media_type"]!.GetValue<string>() == "application/json")
            {
                Assert.Empty(Schemas.Mistakes(type["schema"]!, captured["answer"]));
            }
        });
    }

    /// <summary>The bodies, answers and problems of an operation that are JSON.</summary>
    private static IEnumerable<(string Place, JsonNode Type)> JsonContents(JsonObject operation)
    {
        IEnumerable<(string, JsonNode?)> contents = operation["responses"]!.AsObject().Select(r => (r.Key, r.Value!["content"]))
            .Prepend(("body", operation["requestBody"]?["content"]));
        return contents.SelectMany(
                c => c.Item2?.AsObject() ?? [],
                (c, type) => (Place: $"{c.Item1} {type.Key}", MediaType: type.Key, Type: type.Value!))
            .Where(c => c.MediaType.EndsWith("json", StringComparison.Ordinal))
            .Where(c => c.Type["schema"]!.AsObject().Any(s => s.Key != "description"))
            .Select(c => (c.Place, c.Type));
    }

    private static JsonNode Resolve(JsonNode example) => example["$ref"] is { } reference
        ? Schemas.Document["components"]!["examples"]![reference.GetValue<string>().Split('/')[^1]]!
        : example;

    // A field that holds other objects is described by theirs.
    private static void CheckFields(string owner, JsonNode schema, List<string> bare)
    {
        foreach ((string name, JsonNode? field) in schema["properties"]?.AsObject() ?? [])
        {
            CheckFields($"{owner}.{name}", field!, bare);
            JsonNode? entry = field!["additionalProperties"];
            bool isPlain = field["type"] is not null && field["properties"] is null && IsPlain(field["items"]) && IsPlain(entry);
            bool hasExample = field["examples"] is not null || entry?.ToJsonString().Contains("examples", StringComparison.Ordinal) == true;
            bool isFile = (field["format"] ?? field["items"]?["format"])?.GetValue<string>() == "binary";
            bool isDescribed = field["description"] is not null || field["properties"] is not null;
            if (!isDescribed || (isPlain && !isFile && !hasExample))
            {
                bare.Add($"{owner}.{name}");
            }
        }
    }

    private static bool IsPlain(JsonNode? schema) => schema is null or JsonValue
        || (schema["$ref"] is null && schema["oneOf"] is null && schema["properties"] is null && IsPlain(schema["items"]));
}
