using RoDLA.Api.Uploads;

namespace RoDLA.Api.Forms;

/// <summary>A truth value: true, 1, yes, on; false, 0, no, off; in any case.</summary>
internal sealed class BooleanField(string name, string description, bool defaultValue) : FormField<bool>(name, description, defaultValue)
{
    /// <inheritdoc/>
    protected override bool Parse(FormFields form, string name, string text) => text.ToLowerInvariant() switch
    {
        "true" or "1" or "yes" or "on" => true,
        "false" or "0" or "no" or "off" => false,
        _ => Refuse(form, name, "It must be true, 1, yes or on; or false, 0, no or off."),
    };

    /// <inheritdoc/>
    protected override void Describe(OpenApiSchema schema, bool inJson)
    {
        schema.Type = JsonSchemaType.Boolean;
        schema.Default = Default;
    }
}
