using RoDLA.Api.Uploads;

namespace RoDLA.Api.Forms;

/// <summary>Text; null when it was not sent.</summary>
internal sealed class TextField(string name, string description) : FormField<string?>(name, description, defaultValue: null)
{
    /// <summary>Format as OpenAPI names it; null for none.</summary>
    public string? Format { get; init; }

    /// <summary>Why a text is refused; null when it is not.</summary>
    public Func<string, string?> WhyRefused { get; init; } = static _ => null;

    /// <inheritdoc/>
    protected override string? Parse(FormFields form, string name, string text) =>
        WhyRefused(text) is { } mistake ? Refuse(form, name, mistake) : text;

    /// <inheritdoc/>
    protected override void Describe(OpenApiSchema schema, bool inJson)
    {
        schema.Type = JsonSchemaType.String;
        schema.Format = Format;
    }
}
