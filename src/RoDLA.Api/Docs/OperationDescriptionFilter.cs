using System.Net.Mime;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.WebUtilities;
using RoDLA.Api.Errors;
using Swashbuckle.AspNetCore.SwaggerGen;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace RoDLA.Api.Docs;

/// <summary>Puts an <see cref="OperationDescription"/> and the problems that every endpoint may answer into the OpenAPI document.</summary>
internal sealed class OperationDescriptionFilter(IOptions<JsonOptions> json, ExampleFiles examples) : IOperationFilter
{
    private const string RequestId = "0199f6b0c1d27b6e9d4a6c1f2e3b4a5d";

    private static readonly DateTimeOffset Time = new(2026, 2, 2, 18, 54, 57, 324, TimeSpan.Zero);

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        OperationDescription description =
            context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<OperationDescription>().FirstOrDefault() ?? new();
        foreach (OpenApiParameter parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
        {
            parameter.Description = description.Parameters.GetValueOrDefault(parameter.Name ?? "") ?? parameter.Description;
        }

        operation.Responses ??= [];
        DescribeAnswers(operation.Responses, description, context);
        IEnumerable<ProblemKind> problems =
        [
            .. description.Problems,
            ProblemKind.Internal,
            .. context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<IAllowAnonymous>().Any()
                ? Array.Empty<ProblemKind>()
                : [ProblemKind.Unauthorized, ProblemKind.Forbidden, ProblemKind.RateLimited],
        ];
        bool isInference = InferenceRoutes.Includes($"/{context.ApiDescription.RelativePath}");
        problems = isInference ? problems.Select(InferenceProblem.Of).Distinct() : problems;
        foreach (IGrouping<int, ProblemKind> status in problems.GroupBy(p => p.Status).OrderBy(g => g.Key))
        {
            operation.Responses[status.Key.ToString(CultureInfo.InvariantCulture)] = Problem([.. status], isInference, context);
        }
    }

    private static void DescribeAnswers(OpenApiResponses responses, OperationDescription description, OperationFilterContext context)
    {
        if (description.Answers.Count == 0 && description.Files.Count == 0)
        {
            return;
        }

        Dictionary<string, IOpenApiMediaType> content = [];
        List<IOpenApiSchema> schemas =
            [.. description.Answers.Select(type => context.SchemaGenerator.GenerateSchema(type, context.SchemaRepository))];
        if (schemas.Count > 0)
        {
            content["application/json"] = new OpenApiMediaType
            {
                Schema = schemas is [IOpenApiSchema only] ? only : new OpenApiSchema { OneOf = schemas },
            };
        }

        foreach (string file in description.Files)
        {
            OpenApiSchema schema = file == MediaTypeNames.Application.Json
                ? new OpenApiSchema { Description = "The JSON of the file." }
                : new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
            content[file] = new OpenApiMediaType { Schema = schema };
        }

        // The response that the signature implies.
        responses.Remove("200");
        string status = description.Status.ToString(CultureInfo.InvariantCulture);
        responses[status] = new OpenApiResponse { Description = ReasonPhrases.GetReasonPhrase(description.Status), Content = content };
    }

    private OpenApiResponse Problem(IReadOnlyList<ProblemKind> kinds, bool isInference, OperationFilterContext context)
    {
        OpenApiResponse response = new()
        {
            Description = string.Join("; ", kinds.Select(k => $"{k.Title} (`{k.Code}`)")),
            Content = new Dictionary<string, IOpenApiMediaType>
            {
                [isInference ? MediaTypeNames.Application.Json : Errors.Problem.ContentType] = new OpenApiMediaType
                {
                    Schema = context.SchemaGenerator.GenerateSchema(
                        isInference ? typeof(ErrorEnvelope) : typeof(Problem), context.SchemaRepository),
                    Examples = kinds.ToDictionary(k => k.Code, IOpenApiExample (k) => Example(k, isInference, context.Document)),
                },
            },
        };
        if (kinds.Any(k => k.Status == StatusCodes.Status503ServiceUnavailable))
        {
            response.Headers = new Dictionary<string, IOpenApiHeader>
            {
                ["Retry-After"] = new OpenApiHeader
                {
                    Description = "Seconds after which to try again.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.Integer },
                },
            };
        }

        return response;
    }

    // One example of a kind for all operations, which refer to it.
    private OpenApiExampleReference Example(ProblemKind kind, bool isInference, OpenApiDocument document)
    {
        document.Components ??= new();
        document.Components.Examples ??= new Dictionary<string, IOpenApiExample>();
        document.Components.Examples.TryAdd(
            kind.Code, new OpenApiExample { Summary = kind.Title, Value = isInference ? EnvelopeExample(kind) : ProblemExample(kind) });
        return new OpenApiExampleReference(kind.Code, document);
    }

    private JsonNode? EnvelopeExample(ProblemKind kind)
    {
        FieldError mistake = new("config.confidence_threshold", "Must be between 0.0 and 1.0");
        bool isConfig = kind == InferenceProblem.InvalidConfig;
        ErrorEnvelope envelope = ErrorEnvelope.Of(
            kind, isConfig ? mistake.Sentence : Detail(kind), RequestId, Time, isConfig ? [mistake] : null);
        return JsonSerializer.SerializeToNode(envelope, json.Value.SerializerOptions);
    }

    private JsonNode? ProblemExample(ProblemKind kind)
    {
        FieldError mistake = new("score_thr", "It must be a number from 0 to 1, with a point as decimal separator.");
        Problem problem = kind == ProblemKind.Validation
            ? Errors.Problem.Of(kind, mistake.Sentence, RequestId, [mistake])
            : Errors.Problem.Of(kind, Detail(kind), RequestId, errors: null);
        return JsonSerializer.SerializeToNode(problem, json.Value.SerializerOptions);
    }

    private string Detail(ProblemKind kind) => examples.Details.GetValueOrDefault(kind.Code) ?? kind.Title + ".";
}
