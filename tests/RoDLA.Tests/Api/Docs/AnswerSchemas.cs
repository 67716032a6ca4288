using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace RoDLA.Tests.Api.Docs;

/// <summary>The schemas of docs/openapi.json as JSON Schema; fields that an object does not describe are mistakes.</summary>
internal sealed class AnswerSchemas
{
    private const string References = "#/components/schemas/";

    private const string Id = "https://example.org/openapi";

    private static readonly EvaluationOptions Options = new() { OutputFormat = OutputFormat.List };

    public AnswerSchemas()
    {
        string text = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "openapi.json"));
        Document = JsonNode.Parse(text.Replace(References, $"{Id}#/$defs/", StringComparison.Ordinal))!;
        JsonObject definitions = Document["components"]!["schemas"]!.AsObject();
        foreach ((_, JsonNode? schema) in definitions)
        {
            Close(schema!.AsObject());
        }

        JsonObject whole = new() { ["$id"] = Id, ["$defs"] = definitions.DeepClone() };
        SchemaRegistry.Global.Register(JsonSchema.FromText(whole.ToJsonString()));
    }

    /// <summary>The document, with references as the schemas have them.</summary>
    public JsonNode Document { get; }

    /// <summary>The operations by their ids.</summary>
    public IEnumerable<(string Id, JsonObject Operation)> Operations => Document["paths"]!.AsObject()
        .SelectMany(path => path.Value!.AsObject().Select(method => method.Value!.AsObject()))
        .Select(operation => (operation["operationId"]!.GetValue<string>(), operation));

    /// <summary>The mistakes of a value by a schema of the document.</summary>
    public IReadOnlyList<string> Mistakes(JsonNode schema, JsonNode? value)
    {
        EvaluationResults results = JsonSchema.FromText(schema.ToJsonString()).Evaluate(JsonSerializer.SerializeToElement(value), Options);
        return results.IsValid
            ? []
            : [.. results.Details!.SelectMany(d => d.Errors ?? new Dictionary<string, string>(), (d, e) => $"{d.InstanceLocation}: {e.Value}")];
    }

    private static void Close(JsonObject schema)
    {
        if (schema["properties"] is not null && schema["additionalProperties"] is null)
        {
            schema["additionalProperties"] = false;
        }
    }
}
