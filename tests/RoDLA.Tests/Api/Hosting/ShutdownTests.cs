using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Hosting;

public sealed class ShutdownTests
{
    [Fact]
    public async Task Stop_RequestIsRunning_ItIsAnsweredAndNewOnesAreNot()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        TaskCompletionSource started = new();
        TaskCompletionSource finish = new();
        server.Fake.Work = async _ =>
        {
            started.TrySetResult();
            await finish.Task;
        };
        Task<HttpResponseMessage> running = server.DetectAsync();
        await started.Task.WaitAsync(TimeSpan.FromSeconds(10));

        Task stopping = server.App.StopAsync();
        await ApiServer.EventuallyAsync(
            () => server.App.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
        await Assert.ThrowsAsync<HttpRequestException>(async () =>
        {
            // Either the connection is refused, or the request is refused on one that was still open.
            using HttpClient other = new() { BaseAddress = server.Address };
            using HttpResponseMessage refused = await other.PostAsync(new Uri("/api/detect", UriKind.Relative), ApiServer.Form([1]));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            refused.EnsureSuccessStatusCode();
        });
        Assert.False(stopping.IsCompleted);
        finish.SetResult();

        using HttpResponseMessage answered = await running;
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        await stopping.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Request_AfterTheServiceWasToldToStop_Is503AndReadyIsNot()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        // Only the token is cancelled: the server keeps listening.
        server.App.Lifetime.StopApplication();

        using HttpResponseMessage detect = await server.DetectAsync();
        using HttpResponseMessage ready = await server.Client.GetAsync(new Uri("/health/ready", UriKind.Relative));
        using HttpResponseMessage live = await server.Client.GetAsync(new Uri("/health/live", UriKind.Relative));

        await ProblemAssert.IsAsync(detect, HttpStatusCode.ServiceUnavailable, "shutting_down");
        Assert.NotNull(detect.Headers.RetryAfter);
        await ProblemAssert.IsAsync(ready, HttpStatusCode.ServiceUnavailable, "not_ready");
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
    }
}
