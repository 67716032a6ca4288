using RoDLA.Api.Access;
using RoDLA.Api.Docs;
using RoDLA.Api.Errors;
using RoDLA.Cli.Keys;
using RoDLA.Detection.Models;

namespace RoDLA.Api.ModelInfo;

/// <summary>The models below the models folder.</summary>
internal static class ModelsEndpoints
{
    private static readonly Dictionary<string, string> Name = new() { ["name"] = "Name of the model." };

    /// <summary>Maps <c>/api/v1/models</c>.</summary>
    public static IEndpointRouteBuilder MapModels(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder group = app.MapGroup("/api/v1/models").WithTags("Model");
        group.MapGet("", List).WithName("listModels");
        RouteGroupBuilder changes = group.MapGroup("{name}").WithMetadata(new RequiredRole(AccessRole.Admin));
        changes.MapPost("load", LoadAsync).WithName("loadModel")
            .WithMetadata(new OperationDescription
            {
                Parameters = Name,
                Problems = [ProblemKind.OriginRefused, ProblemKind.NotFound, ProblemKind.ModelLoad],
            });
        changes.MapPost("unload", Unload).WithName("unloadModel")
            .WithMetadata(new OperationDescription
            {
                Parameters = Name,
                Problems = [ProblemKind.OriginRefused, ProblemKind.NotFound, ProblemKind.WrongState],
            });
        return app;
    }

    /// <summary>Lists the models</summary>
    /// <remarks>Those that `model` of a request may name, and those that cannot be used, with the reason.</remarks>
    public static Ok<ModelList> List(IModelPool models, ILayoutDetector detector, ModelRepository folder) =>
        TypedResults.Ok(new ModelList([.. models.List().Select(model => Entry(model, detector, folder))]));

    /// <summary>Loads a model</summary>
    /// <remarks>
    /// Loads the model before the first request asks for it. One that is loaded is loaded again if its folder has changed, and takes the
    /// place of
    /// the old one in one step: pages in work stay with the old one. If the new one cannot be used, the old one stays.
    /// </remarks>
    public static async Task<Ok<ModelEntry>> LoadAsync(
        string name, IModelPool models, ILayoutDetector detector, ModelRepository folder, CancellationToken cancellationToken)
    {
        ThrowIfMissing(name, models);
        return TypedResults.Ok(Entry(await models.LoadAsync(name, cancellationToken), detector, folder));
    }

    /// <summary>Removes a model from memory</summary>
    /// <remarks>Its memory is free when the pages in work are done. The next request that names it loads it again.</remarks>
    public static Ok<ModelEntry> Unload(string name, IModelPool models, ILayoutDetector detector, ModelRepository folder)
    {
        ThrowIfMissing(name, models);
        return models.Unload(name)
            ? TypedResults.Ok(Entry(models.Find(name)!, detector, folder))
            : throw new ApiException(ProblemKind.WrongState, $"'{name}' is the service's own model, which stays in memory.");
    }

    private static ModelEntry Entry(ModelStatus model, ILayoutDetector detector, ModelRepository folder) =>
        ModelEntry.From(model, detector.Model.Name, model.Manifest is { } manifest ? folder.BenchOf(manifest) : null);

    private static void ThrowIfMissing(string name, IModelPool models)
    {
        if (models.Find(name) is null)
        {
            string names = string.Join(", ", models.List().Select(model => model.Name));
            throw new ApiException(ProblemKind.NotFound, $"There is no model '{name}'; there are {names}.");
        }
    }
}
