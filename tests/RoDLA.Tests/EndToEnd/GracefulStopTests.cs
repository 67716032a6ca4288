using System.Diagnostics;
using System.Net;
using System.Text.Json;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.EndToEnd;

/// <summary>The real program with the real model, told to stop while it has much to do.</summary>
[Collection(Alone.Name)]
public sealed class GracefulStopTests
{
    private const int Images = 40;
    private const int Clients = 8;
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(25);

    private readonly byte[] _page = File.ReadAllBytes(Path.Combine(RepositoryRoot.Path, "samples", "article.jpg"));

    [Fact]
    public async Task Stop_UnderLoad_AnswersWhatItTookAndTheJobGoesOnNextTime()
    {
        using TemporaryFolder folder = new();
        string jobId;
        await using (ServiceProcess service = Start(folder))
        {
            using HttpClient client = await ReadyAsync(service);
            jobId = await SubmitAsync(client);
            await UntilAsync(client, jobId, job => job.GetProperty("progress").GetProperty("successful").GetInt32() >= 2);
            TaskCompletionSource[] taken = [.. Enumerable.Range(0, Clients).Select(_ => new TaskCompletionSource())];
            Task<HttpStatusCode>[] requests = [.. taken.Select(t => DetectAsync(client, t.SetResult))];
            await Task.WhenAll(taken.Select(t => t.Task)).WaitAsync(TimeSpan.FromMinutes(1));

            long start = Stopwatch.GetTimestamp();
            await service.TerminateAsync();

            Assert.Equal(0, await service.ExitCodeAsync());
            Assert.True(Stopwatch.GetElapsedTime(start) < LongestStop, $"It took {Stopwatch.GetElapsedTime(start)}.");
            Assert.All(await Task.WhenAll(requests), s => Assert.Equal(HttpStatusCode.OK, s));
        }

        await using ServiceProcess next = Start(folder);
        using HttpClient again = await ReadyAsync(next);
        JsonElement ended = await UntilAsync(again, jobId, job => job.GetProperty("completed_at").ValueKind != JsonValueKind.Null);
        Assert.Equal("completed", ended.GetProperty("status").GetString());
        Assert.Equal(Enumerable.Range(0, Images), ended.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("index").GetInt32()));
        JsonElement images = await again.GetJsonAsync($"/api/v1/batch/{jobId}/results?page_size={Images}");
        Assert.All(images.GetProperty("results").EnumerateArray(), i => Assert.InRange(i.GetProperty("attempts").GetInt32(), 1, 2));
    }

    private static ServiceProcess Start(TemporaryFolder folder) => ServiceProcess.Start(folder, "--log-level", "warning", "--batch-cache-mb", "0");

    private static async Task<HttpClient> ReadyAsync(ServiceProcess service)
    {
        SocketsHttpHandler handler = new() { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) };
        HttpClient client = new(handler) { BaseAddress = await service.AddressAsync() };
        for (int i = 0; i < 1200; i++)
        {
            using HttpResponseMessage ready = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
            if (ready.IsSuccessStatusCode)
            {
                return client;
            }

            await Task.Delay(50);
        }

        throw new TimeoutException("The service was not ready within 60 s.");
    }

    private static async Task<JsonElement> UntilAsync(HttpClient client, string jobId, Func<JsonElement, bool> holds)
    {
        for (int i = 0; i < 4800; i++)
        {
            JsonElement job = await client.GetJsonAsync($"/api/batch-job/{jobId}");
            if (holds(job))
            {
                return job;
            }

            await Task.Delay(25);
        }

        throw new TimeoutException("The job did not get there within 120 s.");
    }

    private async Task<string> SubmitAsync(HttpClient client)
    {
        using MultipartFormDataContent form = BatchCalls.Form(Enumerable.Repeat(("page.jpg", _page), Images));
        using HttpResponseMessage response = await client.PostAsync(new Uri("/api/detect-batch", UriKind.Relative), form);
        return (await response.JsonAsync(HttpStatusCode.Accepted)).GetProperty("job_id").GetString()!;
    }

    private async Task<HttpStatusCode> DetectAsync(HttpClient client, Action onTaken)
    {
        using MultipartFormDataContent form = new() { { new AwaitedContent(_page, onTaken), "file", "page.jpg" } };
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/detect") { Content = form };
        request.Headers.ExpectContinue = true;
        using HttpResponseMessage response = await client.SendAsync(request);
        return response.StatusCode;
    }

    /// <summary>Says when it is sent, which is when the service has asked for it.</summary>
    private sealed class AwaitedContent(byte[] bytes, Action onSent) : ByteArrayContent(bytes)
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            onSent();
            return base.SerializeToStreamAsync(stream, context, cancellationToken);
        }
    }
}
