using System.Runtime.CompilerServices;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using RoDLA.Analysis.Telemetry;

namespace RoDLA.Api.Tracing;

/// <summary>Registers the traces: a span for each request, each page, each stage of it, and each image of a job.</summary>
internal static class TraceSetup
{
    private const string ServiceName = "rodla-api";

    private static readonly PathString[] NotTraced = ["/health", "/metrics"];

    /// <summary>Sends traces to a collector when one is configured; without one nothing of OpenTelemetry is loaded.</summary>
    public static IServiceCollection AddTraces(this IServiceCollection services, IConfiguration configuration)
    {
        TraceOptions options = configuration.GetSection(TraceOptions.Section).Get<TraceOptions>() ?? new TraceOptions();
        if (options.OtlpEndpoint.Length > 0)
        {
            AddExport(services, options);
        }

        return services;
    }

    // Apart, because a method loads the assemblies of what it calls when it is compiled.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddExport(IServiceCollection services, TraceOptions options) => services.AddOpenTelemetry()
        .ConfigureResource(resource => resource.AddService(ServiceName, serviceVersion: ApiVersion.Text))
        .WithTracing(traces => traces
            .AddSource(Spans.Source.Name)
            .AddAspNetCoreInstrumentation(requests => requests.Filter = context =>
                !Array.Exists(NotTraced, path => context.Request.Path.StartsWithSegments(path)))
            .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(options.Ratio)))
            .AddOtlpExporter(exporter =>
            {
                bool isHttp = options.OtlpProtocol == "http";
                exporter.Protocol = isHttp ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
                exporter.Endpoint = new Uri(isHttp ? options.OtlpEndpoint.TrimEnd('/') + "/v1/traces" : options.OtlpEndpoint);
            }));
}
