using RoDLA.Analysis.Registration;
using RoDLA.Api.Access;
using RoDLA.Api.Batches;
using RoDLA.Api.Detection;
using RoDLA.Api.Docs;
using RoDLA.Api.Errors;
using RoDLA.Api.Health;
using RoDLA.Api.Hosting;
using RoDLA.Api.Inference;
using RoDLA.Api.Limits;
using RoDLA.Api.Middleware;
using RoDLA.Api.ModelInfo;
using RoDLA.Api.Monitoring;
using RoDLA.Api.Monitoring.Dashboard;
using RoDLA.Api.Outputs;
using RoDLA.Api.Ownership;
using RoDLA.Api.PageImages;
using RoDLA.Api.Perturbing;
using RoDLA.Api.Robustness;
using RoDLA.Api.Tracing;
using RoDLA.Api.Uploads;
using RoDLA.Api.Usage;
using RoDLA.Api.Web;
using RoDLA.Detection.Registration;
using RoDLA.Imaging.Registration;
using RoDLA.Jobs;
using RoDLA.Perturbations.Registration;

namespace RoDLA.Api;

/// <summary>The server: its services, its middleware in order, and its endpoints.</summary>
internal static class Server
{
    /// <summary>Builds the server and does not start it.</summary>
    public static WebApplication Create(ProgramContext context, IReadOnlyDictionary<string, string?> switches)
    {
        WebApplicationBuilder builder = ServerBuilder.Create(context, switches);
        builder.Services
            .AddImaging().AddPerturbations().AddLayoutDetection().AddAnalysis().AddPipelineWarmUp().AddJobs()
            .AddErrors().AddAnswerCompression().AddAccess(builder.Configuration).AddLimits().AddUploads()
            .AddDetect().AddPerturb().AddBatches().AddRobustness().AddInference().AddOwnership()
            .AddUsage().AddHealth().AddMonitoring().AddDashboard().AddTraces(builder.Configuration).AddOpenApiDocument().AddWeb();
        context.Replace?.Invoke(builder.Services);

        WebApplication app = builder.Build();
        app.UseTrustedProxies();                  // Before anything reads the address of the client.
        app.UseMiddleware<RequestIdMiddleware>(); // First: every response and every line of the log has the id.
        app.UseMiddleware<RequestMetrics>();      // Counts every request with its final status.
        app.UseMiddleware<UsageMiddleware>();     // Counts the bytes that are sent and received.
        app.UseRequestLog();                      // Sees the status that an error became.
        app.UseMiddleware<HeadMiddleware>();      // Drops the body of every answer below, of a problem too.
        app.UseErrors();                          // Makes a problem of everything that is thrown or refused below.
        app.UseMiddleware<RequestSizeMiddleware>(); // Before the headers are used.
        app.UseMiddleware<HostMiddleware>();      // Refuses foreign hosts before anything reads the request.
        app.UseMiddleware<ManagementMiddleware>(); // The ports of health and metrics answer nothing else.
        app.UseRouting();                         // Finds the endpoint, whose metadata the next ones read.
        app.UseCors();                            // Before the refusals below, so that a browser may read them.
        app.UseMiddleware<OriginMiddleware>();    // Refuses pages of other origins before their upload is read.
        app.UseAccess();                          // Before a byte of the body is read; after the origin, so that no page probes keys.
        app.UseLimits();                          // Counts by key, so that it comes after the access.
        app.UseMiddleware<DrainMiddleware>();     // Refuses new work before a byte of it is read.
        app.UseRequestTimeouts();                 // After routing: an endpoint may have a limit of its own.
        app.UseMiddleware<DecodingMiddleware>();  // The endpoints read and count decoded bytes.
        app.UseResponseCompression();             // After the errors: what is thrown below is answered uncompressed.
        app.UseWebSockets();                      // Only the endpoints accept a socket.
        app.UseDocsPolicy();                      // Its pages are served by endpoints that set no headers.
        app.MapDetect().MapPageImages().MapPerturbations().MapOutputs().MapBatches().MapRobustness().MapInference()
            .MapModelInfo().MapModels().MapHealth().MapMetrics().MapDashboard().MapUsage().MapTickets().MapDocs().MapWeb();

        // Builds the endpoints now, for the OpenAPI document of a server that is not started.
        app.UseEndpoints(static _ => { });
        return app;
    }
}
