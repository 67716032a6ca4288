using RoDLA.Api.Forms;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Detection;

/// <summary>A setting that is written as text, with a reader of its own.</summary>
/// <param name="name">Name of the field.</param>
/// <param name="description">What it means.</param>
/// <param name="defaultValue">Value of a request without the field.</param>
/// <param name="parse">Reads it; null when it is not understood.</param>
/// <param name="syntax">What it must be.</param>
internal sealed class ParsedField<T>(string name, string description, T defaultValue, Func<string, T?> parse, string syntax)
    : FormField<T>(name, description, defaultValue)
    where T : struct
{
    /// <inheritdoc/>
    protected override T Parse(FormFields form, string name, string text) => parse(text) ?? Refuse(form, name, $"It must be {syntax}.");

    /// <inheritdoc/>
    protected override void Describe(OpenApiSchema schema, bool inJson)
    {
        schema.Type = JsonSchemaType.String;
        schema.Default = Default.ToString();
    }
}
