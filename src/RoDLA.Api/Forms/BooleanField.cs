using RoDLA.Api.Uploads;

namespace RoDLA.Api.Forms;

/// <summary>A truth value: true, 1, yes, on; false, 0, no, off; in any case.</summary>
internal sealed class BooleanField(string name, string description, bool defaultValue) : FormField<bool>(name, description, defaultValue)
{
    /// <summary>What a text that is refused should have been.</summary>
    public const string Syntax = "It must be true, 1, yes or on; or false, 0, no or off.";

    /// <summary>Reads a truth value; null when it is none.</summary>
    public static bool? Parse(string text) => text.ToLowerInvariant() switch
    {
        "true" or "1" or "yes" or "on" => true,
        "false" or "0" or "no" or "off" => false,
        _ => null,
    };

    /// <inheritdoc/>
    protected override bool Parse(FormFields form, string name, string text) => Parse(text) ?? Refuse(form, name, Syntax);

    /// <inheritdoc/>
    protected override void Describe(OpenApiSchema schema, bool inJson)
    {
        schema.Type = JsonSchemaType.Boolean;
        schema.Default = Default;
    }
}
