using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace RoDLA.Api.Docs;

/// <summary>A field of a form, for the OpenAPI document.</summary>
/// <param name="Name">Name of the field.</param>
/// <param name="Description">What it means.</param>
/// <param name="Type">Its JSON type.</param>
internal sealed record FormField(string Name, string Description, JsonSchemaType Type)
{
    /// <summary>Format of the value; null when the type says all.</summary>
    public string? Format { get; init; }

    /// <summary>Value of a form without the field; null when there is none.</summary>
    public JsonNode? Default { get; init; }

    /// <summary>Whether a form without the field is refused.</summary>
    public bool Required { get; init; }

    /// <summary>Least value of a number.</summary>
    public string? Minimum { get; init; }

    /// <summary>Greatest value of a number.</summary>
    public string? Maximum { get; init; }

    /// <summary>What a list is made of.</summary>
    public OpenApiSchema? Items { get; init; }

    /// <summary>Values that a text may have; none when it may have any.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>A file.</summary>
    public static FormField File(string name, string description) =>
        new(name, description, JsonSchemaType.String) { Format = "binary", Required = true };

    /// <summary>One file or more.</summary>
    public static FormField Files(string name, string description) => new(name, description, JsonSchemaType.Array)
    {
        Items = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" },
        Required = true,
    };

    /// <summary>A truth value.</summary>
    public static FormField Boolean(string name, string description, bool defaultValue) =>
        new(name, description, JsonSchemaType.Boolean) { Default = defaultValue };

    /// <summary>The field as a schema.</summary>
    public OpenApiSchema ToSchema() => new()
    {
        Type = Type,
        Format = Format,
        Description = Description,
        Default = Default?.DeepClone(),
        Minimum = Minimum,
        Maximum = Maximum,
        Items = Items,
        Enum = Choices.Count == 0 ? null : [.. Choices.Select(c => JsonValue.Create(c))],
    };
}
