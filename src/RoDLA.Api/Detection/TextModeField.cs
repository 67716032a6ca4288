using RoDLA.Api.Forms;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Detection;

/// <summary>A <see cref="TextMode"/>: false, true or ocr, in any case.</summary>
internal sealed class TextModeField(string name, string description) : FormField<TextMode>(name, description, TextMode.None)
{
    /// <inheritdoc/>
    protected override TextMode Parse(FormFields form, string name, string text) => text.ToLowerInvariant() switch
    {
        "true" or "1" or "yes" or "on" => TextMode.Layer,
        "false" or "0" or "no" or "off" => TextMode.None,
        "ocr" => TextMode.Ocr,
        _ => Refuse(form, name, "It must be true, false or ocr."),
    };

    /// <inheritdoc/>
    protected override void Describe(OpenApiSchema schema, bool inJson)
    {
        schema.Type = JsonSchemaType.String;
        schema.Enum = ["false", "true", "ocr"];
        schema.Default = "false";
    }
}
