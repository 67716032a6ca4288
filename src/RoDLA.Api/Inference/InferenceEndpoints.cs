using RoDLA.Api.Batches.Status;
using RoDLA.Api.Inference.Comparing;
using RoDLA.Api.Inference.Files;
using RoDLA.Api.Inference.Predicting;
using RoDLA.Api.Inference.Results;
using RoDLA.Api.Inference.Status;
using RoDLA.Api.Inference.Uploading;
using RoDLA.Jobs;

namespace RoDLA.Api.Inference;

/// <summary>The inference API: upload once, run jobs over the upload, fetch results and pictures.</summary>
internal static class InferenceEndpoints
{
    /// <summary>Adds what the endpoints use beside the job engine and what the batch endpoints add.</summary>
    public static IServiceCollection AddInference(this IServiceCollection services) => services
        .AddImageUploads()
        .AddSingleton<UploadIntake>()
        .AddSingleton<ModelNames>()
        .AddSingleton<PredictForm>()
        .AddSingleton<Prediction>()
        .AddSingleton<ResultAccess>()
        .AddSingleton<JobImages>()
        .AddSingleton<ImageAccess>()
        .AddSingleton<CompareForm>()
        .AddSingleton<CompareSubmission>()
        .AddSingleton<JobComparison>();

    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapInference(this IEndpointRouteBuilder app)
    {
        app.MapUploads();
        app.MapPredict();
        RouteGroupBuilder job = app.MapGroup(ApiSurface.Inference.Path("{job_id}")).WithTags(ApiSurface.Inference.Tag);
        app.MapInferenceJobs(job);
        job.MapInferenceResults();
        job.MapVisualization();
        app.MapFiles();
        app.MapCompare();
        return app;
    }
}
