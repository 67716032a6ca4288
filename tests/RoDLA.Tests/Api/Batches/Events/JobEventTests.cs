using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RoDLA.Api.Batches.Events;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Batches.Events;

/// <summary>Server-Sent Events of a job.</summary>
public sealed class JobEventTests
{
    [Theory]
    [InlineData("/api/batch-job/")]
    [InlineData("/api/v1/batch/")]
    public async Task Events_JobInWork_AreASnapshotThenEveryImageThenTheEnd(string surface)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        Gate gate = Gate.Before(server.Fake);
        string jobId = await server.SubmitAsync(3);
        using EventStream stream = await EventStream.OpenAsync(server, $"{surface}{jobId}/events");

        ServerEvent snapshot = (await stream.NextAsync())!;
        gate.Open();
        List<ServerEvent> rest = await stream.AllAsync();

        Assert.Equal("progress", snapshot.Type);
        Assert.Equal(jobId, snapshot.Data.GetProperty("job_id").GetString());
        Assert.Equal(0, snapshot.Data.GetProperty("progress").GetDouble());
        Assert.Equal(
            [0, 1, 2],
            rest.Where(e => e.Type == "image_complete").Select(e => e.Data.GetProperty("image").GetProperty("index").GetInt32()).Order());
        Assert.Equal("job_complete", rest[^1].Type);
        Assert.Equal(1, rest.Count(e => e.Type == "job_complete"));
        Assert.All(rest, e => Assert.Equal(e.Type, e.Data.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task Events_EndedJob_AreTheSnapshotAndTheEnd()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        string jobId = await server.SubmitAsync(2);
        await server.EndAsync(jobId);

        using EventStream stream = await EventStream.OpenAsync(server, $"/api/batch-job/{jobId}/events");
        List<ServerEvent> all = await stream.AllAsync();

        Assert.Equal(["progress", "job_complete"], all.Select(e => e.Type));
        Assert.Equal(100, all[0].Data.GetProperty("progress").GetDouble());
    }

    [Fact]
    public async Task Events_WhoHasTheLastOne_NeedNotComeBack()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        string jobId = await server.SubmitAsync(1);
        await server.EndAsync(jobId);
        using EventStream stream = await EventStream.OpenAsync(server, $"/api/batch-job/{jobId}/events");
        List<ServerEvent> all = await stream.AllAsync();

        using HttpRequestMessage request = new(HttpMethod.Get, $"/api/batch-job/{jobId}/events");
        request.Headers.Add("Last-Event-ID", all[^1].Id);
        using HttpResponseMessage again = await server.Client.SendAsync(request);
        using EventStream other = await EventStream.OpenAsync(server, $"/api/batch-job/{jobId}/events", all[0].Id);

        Assert.Equal(HttpStatusCode.NoContent, again.StatusCode);
        Assert.Equal("job_complete", (await other.AllAsync())[^1].Type);
    }

    [Fact]
    public async Task Events_NothingHappens_CommentsKeepTheStreamOpen()
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_BATCH_EVENT_HEARTBEAT"] = "0.1", ["RODLA_REQUEST_TIMEOUT"] = "1" });
        Gate gate = Gate.Before(server.Fake);
        string jobId = await server.SubmitAsync(1);
        await gate.BegunAsync();
        using EventStream stream = await EventStream.OpenAsync(server, $"/api/batch-job/{jobId}/events");
        await stream.NextAsync();

        Task<ServerEvent?> next = stream.NextAsync();
        await ApiServer.EventuallyAsync(() => stream.Comments >= 12);
        gate.Open();

        Assert.NotNull(await next);
    }

    [Fact]
    public async Task Events_ClientLeaves_ItsPlaceIsFree()
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_BATCH_MAX_WATCHERS"] = "1" });
        SubscriberLimit subscribers = server.App.Services.GetRequiredService<SubscriberLimit>();
        Gate gate = Gate.Before(server.Fake);
        string jobId = await server.SubmitAsync(1);
        EventStream first = await EventStream.OpenAsync(server, $"/api/batch-job/{jobId}/events");
        await first.NextAsync();

        using HttpResponseMessage refused = await server.GetAsync($"/api/batch-job/{jobId}/events");
        first.Dispose();
        await ApiServer.EventuallyAsync(() => subscribers.Count == 0);
        using EventStream second = await EventStream.OpenAsync(server, $"/api/batch-job/{jobId}/events");

        await ProblemAssert.IsAsync(refused, HttpStatusCode.ServiceUnavailable, "too_many_watchers");
        Assert.NotNull(await second.NextAsync());
        gate.Open();
    }

    [Fact]
    public async Task EventsAndWait_ServiceStops_EndAtOnce()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        Gate gate = Gate.Before(server.Fake);
        string jobId = await server.SubmitAsync(1);
        await gate.BegunAsync();
        using EventStream stream = await EventStream.OpenAsync(server, $"/api/batch-job/{jobId}/events");
        await stream.NextAsync();
        Task<HttpResponseMessage> waiting = server.GetAsync($"/api/batch-job/{jobId}?wait=60");
        await Task.Delay(100);

        server.App.Lifetime.StopApplication();

        Assert.Null(await stream.NextAsync());
        using HttpResponseMessage answered = await waiting;
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        gate.Open();
    }
}
