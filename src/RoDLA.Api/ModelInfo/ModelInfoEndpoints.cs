namespace RoDLA.Api.ModelInfo;

/// <summary>The model that is served.</summary>
internal static class ModelInfoEndpoints
{
    /// <summary>Maps <c>GET /api/model-info</c>.</summary>
    public static IEndpointRouteBuilder MapModelInfo(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/model-info", GetModelInfo).WithName("getModelInfo").WithTags("Model");
        return app;
    }

    /// <summary>Tells what the model is</summary>
    /// <remarks>Name, classes in order, training data, published scores, and where it runs.</remarks>
    public static Ok<ModelInformation> GetModelInfo(ILayoutDetector detector) => TypedResults.Ok(ModelInformation.From(detector));
}
