using Swashbuckle.AspNetCore.SwaggerGen;

namespace RoDLA.Api.Docs;

/// <summary>Says what the type of <see cref="DocumentReport.Pages"/> does not: a page's report, or why there is none.</summary>
internal sealed class DocumentPagesFilter : ISchemaFilter
{
    /// <inheritdoc/>
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (context.Type != typeof(DocumentReport) || schema is not OpenApiSchema { Properties: { } properties })
        {
            return;
        }

        IOpenApiSchema pages = properties["pages"];
        properties["pages"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Array,
            Description = pages.Description,
            Items = new OpenApiSchema
            {
                OneOf =
                [
                    context.SchemaGenerator.GenerateSchema(typeof(PageReport), context.SchemaRepository),
                    context.SchemaGenerator.GenerateSchema(typeof(PageFailure), context.SchemaRepository),
                ],
            },
        };
    }
}
