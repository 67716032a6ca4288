using RoDLA.Api.Forms;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Detection;

/// <summary>Names of models, with commas between.</summary>
internal sealed class ModelsField(string name, string description, ILayoutDetector detector)
    : FormField<IReadOnlyList<string>>(name, description, [])
{
    /// <inheritdoc/>
    protected override IReadOnlyList<string> Parse(FormFields form, string name, string text)
    {
        string[] models = text.Split(',', StringSplitOptions.TrimEntries);
        IReadOnlyList<string> known = detector.Names;
        string[] unknown = [.. models.Except(known)];
        return unknown.Length > 0
            ? Refuse(form, name, $"There is no model '{unknown[0]}'; there are {string.Join(", ", known)}.")
            : models.Distinct().Count() < models.Length ? Refuse(form, name, "It names a model twice.")
            : models;
    }

    /// <inheritdoc/>
    protected override void Describe(OpenApiSchema schema, bool inJson) => schema.Type = JsonSchemaType.String;
}
