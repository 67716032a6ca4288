using RoDLA.Api.Uploads;

namespace RoDLA.Api.Forms;

/// <summary>The field that carries the file, or the files.</summary>
internal sealed class FileField(string name, string description) : FormField(name, description)
{
    /// <summary>Whether it carries any number of files.</summary>
    public bool IsMany { get; init; }

    /// <summary>Adds a mistake when the form has no file.</summary>
    public void Require(FormFields form) => form.RequireFile(Name);

    /// <inheritdoc/>
    protected override void Describe(OpenApiSchema schema, bool inJson)
    {
        schema.Type = IsMany ? JsonSchemaType.Array : JsonSchemaType.String;
        schema.Format = IsMany ? null : "binary";
        schema.Items = IsMany ? new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } : null;
    }
}
