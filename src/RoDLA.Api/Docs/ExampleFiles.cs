using System.Collections.Frozen;

namespace RoDLA.Api.Docs;

/// <summary>The examples of the OpenAPI document: answers of the service, one file or more for each operation.</summary>
internal sealed class ExampleFiles
{
    /// <summary>What the names of the embedded files begin with.</summary>
    public const string Prefix = "examples/";

    private const string Problems = "problems";
    private const string Fields = "fields";
    private const string Extension = ".json";

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly FrozenDictionary<string, OperationExample[]> _operations = Read();

    /// <summary>What the service says about each kind of problem, by error code.</summary>
    public IReadOnlyDictionary<string, string> Details { get; } = Read<Dictionary<string, string>>(Problems);

    /// <summary>Objects with fields that no answer of the capture has: a GPU, a repeated attempt, an unreadable page.</summary>
    public IReadOnlyDictionary<string, JsonObject> Rare { get; } = Read<Dictionary<string, JsonObject>>(Fields);

    /// <summary>The examples of an operation, the first for its description; the others have more of the fields.</summary>
    public IReadOnlyList<OperationExample> Of(string? operationId) => _operations.GetValueOrDefault(operationId ?? "") ?? [];

    // A name is OPERATION or OPERATION.NUMBER.
    private static FrozenDictionary<string, OperationExample[]> Read() => typeof(ExampleFiles).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(name => name[Prefix.Length..^Extension.Length])
        .Where(name => name is not (Problems or Fields))
        .Order(StringComparer.Ordinal)
        .GroupBy(name => name.Split('.')[0], Read<OperationExample>)
        .ToFrozenDictionary(group => group.Key, group => group.ToArray());

    private static T Read<T>(string name)
    {
        using Stream file = EmbeddedFile.Open($"{Prefix}{name}{Extension}");
        return JsonSerializer.Deserialize<T>(file, Json)!;
    }
}
