using Swashbuckle.AspNetCore.SwaggerGen;

namespace RoDLA.Api.Access;

/// <summary>Puts the API key and the role of each operation into the OpenAPI document.</summary>
internal sealed class AccessFilter : IOperationFilter
{
    private const string BearerScheme = "Bearer";

    public static void Configure(SwaggerGenOptions options)
    {
        options.AddSecurityDefinition(ApiKeyHandler.SchemeName, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Header,
            Name = ApiKeyHandler.HeaderName,
            Description = "Needed when the service has API keys.",
        });
        options.AddSecurityDefinition(BearerScheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "An API key, or a token of the OpenID Connect provider that the service trusts.",
        });
        options.OperationFilter<AccessFilter>();
    }

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        EndpointMetadataCollection metadata = new(context.ApiDescription.ActionDescriptor.EndpointMetadata);
        operation.Security = [];
        if (RequiredRole.Of(metadata) is not { } role)
        {
            return;
        }

        operation.Description = $"{operation.Description}\n\nRole: `{ReportJson.Word(role)}`.".TrimStart();
        operation.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(ApiKeyHandler.SchemeName, context.Document)] = [] },
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(BearerScheme, context.Document)] = [] },
        ];
    }
}
