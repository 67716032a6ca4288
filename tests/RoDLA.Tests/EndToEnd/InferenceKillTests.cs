using System.Diagnostics;
using System.Net;
using System.Text.Json;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Api.Inference;
using Xunit;
using Xunit.Abstractions;

namespace RoDLA.Tests.EndToEnd;

/// <summary>The real program with the real model, killed in the midst of an inference job.</summary>
[Collection(Alone.Name)]
public sealed class InferenceKillTests(ITestOutputHelper output)
{
    private const int Images = 24;

    [Fact]
    public async Task Kill_InTheMidstOfAJob_LosesNothingAndTheStatusIsThereAfterTheRestart()
    {
        using TemporaryFolder folder = new();
        string uploadId;
        string jobId;
        string[] files;
        int done;
        await using (ServiceProcess service = Start(folder))
        {
            using HttpClient client = await ReadyAsync(service);
            using MultipartFormDataContent form =
                BatchCalls.Form(Enumerable.Range(0, Images).Select(i => ($"page-{i}.png", InferenceCalls.Page(240, 320, (byte)(10 * i)))));
            using HttpResponseMessage uploaded = await client.PostAsync(new Uri("/api/v1/inference/upload", UriKind.Relative), form);
            (uploadId, files) = InferenceCalls.Ids(await uploaded.JsonAsync(HttpStatusCode.OK));
            using StringContent body = new($$"""{"upload_id": "{{uploadId}}"}""", System.Text.Encoding.UTF8, "application/json");
            using HttpResponseMessage accepted = await client.PostAsync(new Uri("/api/v1/inference/predict", UriKind.Relative), body);
            jobId = (await accepted.JsonAsync(HttpStatusCode.Accepted)).GetProperty("data").GetProperty("job_id").GetString()!;
            do
            {
                done = Progress(await client.GetJsonAsync($"/api/v1/jobs/{jobId}/status?wait=5&version=2"));
            }
            while (done == 0);

            await service.KillAsync();
        }

        await using ServiceProcess next = Start(folder);
        long start = Stopwatch.GetTimestamp();
        using HttpClient again = await ReadyAsync(next);
        JsonElement found = await again.GetJsonAsync($"/api/v1/jobs/{jobId}/status");
        TimeSpan time = Stopwatch.GetElapsedTime(start);
        JsonElement upload = await again.GetJsonAsync($"/api/v1/inference/upload/{uploadId}");
        string state = "";
        while (state is not ("completed" or "failed"))
        {
            state = (await again.GetJsonAsync($"/api/v1/jobs/{jobId}/status?wait=20")).GetProperty("data").GetProperty("status").GetString()!;
        }

        JsonElement results = await again.GetJsonAsync($"/api/v1/jobs/{jobId}/results");
        output.WriteLine($"{done} of {Images} images were done at the kill; the status was there {time.TotalSeconds:0.0} s after the start");
        Assert.InRange(done, 1, Images - 1);
        Assert.True(Progress(found) >= done, $"{Progress(found)} images after the restart, {done} before the kill.");
        Assert.Equal(files, InferenceCalls.Ids(upload).FileIds);
        Assert.Equal("completed", state);
        Assert.Equal(
            files, results.GetProperty("data").GetProperty("results").EnumerateArray().Select(r => r.GetProperty("file_id").GetString()));
    }

    private static int Progress(JsonElement status) =>
        status.GetProperty("data").GetProperty("progress").GetProperty("processed_images").GetInt32();

    // Without the cache, and one image at a time, so that the kill comes in the midst.
    private static ServiceProcess Start(TemporaryFolder folder) => ServiceProcess.Start(
        folder, "--api-port", "0", "--log-level", "warning", "--batch-cache-mb", "0", "--batch-concurrency", "1");

    private static async Task<HttpClient> ReadyAsync(ServiceProcess service)
    {
        HttpClient client = new() { BaseAddress = await service.AddressAsync(), Timeout = TimeSpan.FromSeconds(60) };
        for (int i = 0; i < 1200; i++)
        {
            using HttpResponseMessage ready = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
            if (ready.IsSuccessStatusCode)
            {
                return client;
            }

            await Task.Delay(50);
        }

        throw new InvalidOperationException("The service does not become ready: " + service.Text);
    }
}
