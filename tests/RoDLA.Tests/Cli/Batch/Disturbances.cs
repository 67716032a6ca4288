using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Api.Perturbing;

namespace RoDLA.Tests.Cli.Batch;

/// <summary>What a service does instead of answering, once each, like one that crashes, starts or is behind a proxy.</summary>
internal sealed class Disturbances : IStartupFilter
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Func<HttpContext, Task>>> _waiting = new();

    /// <summary>Closes the connection during the response.</summary>
    public static Func<HttpContext, Task> CutOff { get; } = async context =>
    {
        context.Response.ContentLength = 1000;
        await context.Response.WriteAsync("{\"status\"");
        await context.Response.Body.FlushAsync();
        context.Abort();
    };

    /// <summary>Closes the connection before the response.</summary>
    public static Func<HttpContext, Task> HungUp { get; } = context =>
    {
        context.Abort();
        return Task.CompletedTask;
    };

    /// <summary>Number of disturbances left.</summary>
    public int Left => _waiting.Values.Sum(acts => acts.Count);

    /// <summary>Answers a status without a body.</summary>
    public static Func<HttpContext, Task> Answer(int status) => context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    /// <summary>Adds disturbances for a kind of request: a method with <c>job</c> or <c>export</c>.</summary>
    public void Add(string kind, params Func<HttpContext, Task>[] acts) => _waiting[kind] = new(acts);

    /// <summary>A service with these disturbances.</summary>
    public Task<ApiServer> ServeAsync() => ApiServer.StartAsync(replace: services =>
    {
        Pages.UseReader(services);
        services.AddSingleton<IStartupFilter>(this);
    });

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((HttpContext context, RequestDelegate rest) => (Take(context.Request) ?? rest.Invoke)(context));
        next(app);
    };

    private Func<HttpContext, Task>? Take(HttpRequest request)
    {
        string path = request.Path.Value!;
        string thing = path.EndsWith("/export", StringComparison.Ordinal) ? "export" : path.StartsWith("/api/batch-job/", StringComparison.Ordinal) ? "job" : "";
        return _waiting.GetValueOrDefault($"{request.Method} {thing}")?.TryDequeue(out Func<HttpContext, Task>? act) == true ? act : null;
    }
}
