using RoDLA.Api.Forms;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Inference.Predicting;

/// <summary>
/// A name, or a path whose last part without its ending is the name: the paths of the clients are not those of the service. Null when it
/// was not sent.
/// </summary>
internal sealed class NameField(string name, string description) : FormField<string?>(name, description, defaultValue: null)
{
    /// <inheritdoc/>
    protected override string? Parse(FormFields form, string name, string text)
    {
        string last = text[(text.LastIndexOfAny(['/', '\\']) + 1)..];
        string stem = last.LastIndexOf('.') is > 0 and int dot ? last[..dot] : last;
        return stem.Length > 0 ? stem : Refuse(form, name, "Must be a name, or a path that ends with one");
    }

    /// <inheritdoc/>
    protected override void Describe(OpenApiSchema schema, bool inJson) => schema.Type = JsonSchemaType.String;
}
