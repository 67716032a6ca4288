using RoDLA.Api.Forms;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Inference.Predicting;

/// <summary>Files of the upload; null for all.</summary>
internal sealed class FileIdsField() : JsonField<IReadOnlyList<string>?>(
    "file_ids", "Ids of files of the upload, in the order of the job; all files when it is not sent.", null)
{
    /// <inheritdoc/>
    public override JsonNode? Example { get; init; } = new JsonArray("img_wo4749vhgwn1");

    /// <inheritdoc/>
    protected override IReadOnlyList<string>? Read(FormFields form, string name, IReadOnlyList<JsonElement> entries)
    {
        List<string> ids = [];
        for (int i = 0; i < entries.Count; i++)
        {
            if (entries[i].AsText() is not { Length: > 0 } id)
            {
                form.Add($"{name}[{i}]", "Must be the id of a file");
            }
            else
            {
                ids.Add(id);
            }
        }

        return entries.Count > 0 ? ids : Refuse(form, name, "Must have at least one id; leave it out for all files");
    }

    /// <inheritdoc/>
    protected override void Describe(OpenApiSchema schema, bool inJson)
    {
        base.Describe(schema, inJson);
        schema.Items = new OpenApiSchema { Type = JsonSchemaType.String };
    }
}
