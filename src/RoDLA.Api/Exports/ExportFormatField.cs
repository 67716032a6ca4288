using RoDLA.Api.Forms;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Exports;

/// <summary>An export format by its name, in any case; null when it was not sent.</summary>
/// <param name="exporters">The formats.</param>
/// <param name="description">What it means.</param>
internal sealed class ExportFormatField(ExporterCatalog exporters, string description)
    : FormField<IExporter?>("format", description, defaultValue: null)
{
    /// <inheritdoc/>
    protected override IExporter? Parse(FormFields form, string name, string text) =>
        exporters.Find(text) ?? Refuse(form, name, $"It must be one of {string.Join(", ", exporters.Names)}.");

    /// <inheritdoc/>
    protected override void Describe(OpenApiSchema schema, bool inJson)
    {
        schema.Type = JsonSchemaType.String;
        schema.Enum = [.. exporters.Names];
    }
}
