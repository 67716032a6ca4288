using RoDLA.Api.Forms;

namespace RoDLA.Api.Batches.Submit;

/// <summary>The images of a job in JSON; read as they arrive by <see cref="BatchRequest"/>.</summary>
internal sealed class ImagesField : FormField
{
    // A page of 96 by 128 pixels with a heading and lines.
    private const string ExamplePage =
        "iVBORw0KGgoAAAANSUhEUgAAAGAAAACAAQAAAADcp1EXAAAANklEQVR42mP4jwQYBorTwPCDgb+Bn+acgfbpIRYOAQWHRiYWbuI5oy4YdcGoC0"
        + "ZdQBsXDDQHAJUlrc1dRt7SAAAAAElFTkSuQmCC";

    private readonly int _maxMegabytes;

    /// <param name="maxImages">Most images of one request.</param>
    /// <param name="maxMegabytes">Largest image in MiB.</param>
    public ImagesField(int maxImages, int maxMegabytes)
        : base(BatchRequest.ImagesField, $"The images, 1 to {maxImages}.")
    {
        _maxMegabytes = maxMegabytes;
        IsRequired = true;
        Example = new JsonArray(new JsonObject { ["base64"] = ExamplePage, ["name"] = "page-1.png" });
    }

    protected override void Describe(OpenApiSchema schema, bool inJson)
    {
        schema.Type = JsonSchemaType.Array;
        schema.Items = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "An image: either `url` or `base64`.",
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["url"] = Text("URL to fetch it from: http or https, a public host.", "https://example.org/page.jpg", "uri"),
                ["base64"] = Text($"Its bytes, at most {_maxMegabytes} MiB; may be a `data:` URL.", ExamplePage),
                ["name"] = Text("Its name; by default the last part of the URL, or `image_001` and so on.", "page-1.png"),
            },
        };
    }

    private static OpenApiSchema Text(string description, string example, string? format = null) =>
        new() { Type = JsonSchemaType.String, Format = format, Description = description, Examples = [example] };
}
