namespace RoDLA.Api.Forms;

/// <summary>A field of a request, described once: the same object reads it and documents it.</summary>
/// <param name="name">Name of the field.</param>
/// <param name="description">What it means.</param>
internal abstract class FormField(string name, string description)
{
    /// <summary>Name of the field.</summary>
    public string Name { get; } = name;

    /// <summary>What it means.</summary>
    public string Description { get; } = description;

    /// <summary>Other names that it is read under.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Whether a request without the field is refused.</summary>
    public bool IsRequired { get; init; }

    /// <summary>A value to try.</summary>
    public virtual JsonNode? Example { get; init; }

    /// <summary>The field as a schema.</summary>
    /// <param name="inJson">Whether it is a property of a JSON object and not a part of a form.</param>
    public OpenApiSchema ToSchema(bool inJson)
    {
        OpenApiSchema schema = new() { Description = DescriptionWithAliases() };
        Describe(schema, inJson);

        if ((Example ?? schema.Default ?? schema.Enum?.FirstOrDefault())?.DeepClone() is { } example)
        {
            bool isText = schema.Type == JsonSchemaType.Array && example.GetValueKind() == JsonValueKind.String;
            schema.Examples = [isText ? JsonNode.Parse(example.GetValue<string>())! : example];
        }

        return schema;
    }

    /// <summary>Adds type, default and range.</summary>
    protected abstract void Describe(OpenApiSchema schema, bool inJson);

    private string DescriptionWithAliases() =>
        Aliases.Count == 0 ? Description : $"{Description} Also read as {string.Join(", ", Aliases.Select(a => $"`{a}`"))}.";
}
