using RoDLA.Api.Uploads;

namespace RoDLA.Api.Forms;

/// <summary>A list: JSON in a form, an array in JSON. People write it: comments and trailing commas are ignored.</summary>
internal abstract class JsonField<T>(string name, string description, T defaultValue) : FormField<T>(name, description, defaultValue)
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The whole message for text that is not JSON, where a document prescribes it; null for the field's own.</summary>
    public string? NotJsonRefusal { get; init; }

    /// <inheritdoc/>
    protected sealed override T Parse(FormFields form, string name, string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text.TrimStart('\uFEFF'), Lenient);
            return document.RootElement.ValueKind switch
            {
                _ when !HasReadableNames(document.RootElement) =>
                    Refuse(form, name, "The name of a property is not valid Unicode: half of a surrogate pair."),
                JsonValueKind.Array => Read(form, name, [.. document.RootElement.EnumerateArray()]),
                JsonValueKind.Null => Default,
                _ => Refuse(form, name, "It must be a JSON array.", Refusal),
            };
        }
        catch (JsonException e)
        {
            return Refuse(form, name, $"It is not JSON: look at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.", NotJsonRefusal);
        }
    }

    // The framework compares names only after it has unescaped them, and fails at one that is not Unicode.
    private static bool HasReadableNames(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().All(p => p.HasReadableName() && HasReadableNames(p.Value)),
        JsonValueKind.Array => value.EnumerateArray().All(HasReadableNames),
        _ => true,
    };

    /// <summary>Reads the entries; mistakes are added to <paramref name="form"/> under their place, such as <c>boxes[1]</c>.</summary>
    protected abstract T Read(FormFields form, string name, IReadOnlyList<JsonElement> entries);

    /// <inheritdoc/>
    protected override void Describe(OpenApiSchema schema, bool inJson)
    {
        schema.Type = inJson ? JsonSchemaType.Array : JsonSchemaType.String;
        schema.Items = inJson ? new OpenApiSchema() : null;
    }
}
