using RoDLA.Api.Uploads;

namespace RoDLA.Api.Forms;

/// <summary>A truth value as <see cref="BooleanField"/> reads it; null when it was not sent.</summary>
internal sealed class OptionalBooleanField(string name, string description) : FormField<bool?>(name, description, defaultValue: null)
{
    /// <inheritdoc/>
    protected override bool? Parse(FormFields form, string name, string text) =>
        BooleanField.Parse(text) ?? Refuse(form, name, BooleanField.Syntax);

    /// <inheritdoc/>
    protected override void Describe(OpenApiSchema schema, bool inJson) => schema.Type = JsonSchemaType.Boolean;
}
