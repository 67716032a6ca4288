using RoDLA.Api.Forms;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Detection;

/// <summary>Slices of a page, as <see cref="SliceSettings.Parse"/> reads them.</summary>
internal sealed class SlicesField(string name, string description) : FormField<SliceSettings?>(name, description, defaultValue: null)
{
    /// <inheritdoc/>
    protected override SliceSettings? Parse(FormFields form, string name, string text) =>
        SliceSettings.Parse(text) ?? Refuse(form, name, $"It must be {SliceSettings.Syntax}.");

    /// <inheritdoc/>
    protected override void Describe(OpenApiSchema schema, bool inJson) => schema.Type = JsonSchemaType.String;
}
