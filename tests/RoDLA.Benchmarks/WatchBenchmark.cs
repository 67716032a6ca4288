using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;

namespace RoDLA.Benchmarks;

/// <summary>
/// A job that many follow, the service in a process of its own: how long a status takes meanwhile, how long after an image was stored each
/// follower knows of it, and what memory the service takes: <c>dotnet run --project tests/RoDLA.Benchmarks -c Release -- watch 300 100</c>.
/// </summary>
internal sealed class WatchBenchmark(ChildService service, int images)
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(100);
    private static readonly string[] Samples = ["article.jpg", "invoice.png", "article-fax.tif"];

    private readonly byte[][] _pages = [.. Samples.Select(s => File.ReadAllBytes(Repository.Sample(s)))];
    private readonly ConcurrentBag<double> _delays = [];
    private double _most;

    public static async Task RunAsync(int images, int watchers)
    {
        // The pages repeat: every answer but the first three would come from the cache.
        await using ChildService service = await ChildService.StartAsync(("RODLA_BATCH_CACHE_MB", "0"));
        Say($"resident: {service.ResidentMebibytes:0} MiB when ready");
        await new WatchBenchmark(service, 30).FollowAsync(watchers);
        double idle = service.ResidentMebibytes;
        WatchBenchmark benchmark = new(service, images);
        long start = Stopwatch.GetTimestamp();
        Dictionary<string, List<double>> statuses = await benchmark.FollowAsync(watchers);
        Say($"{images} images, {watchers} WebSocket clients: {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s from the upload to the last event");
        foreach ((string path, List<double> times) in statuses)
        {
            Say($"GET {path}ID: {Summary(times)}");
        }

        Say($"event of an image at a client after it was stored: {Summary([.. benchmark._delays])}");
        Say($"resident: {idle:0} MiB idle after a job of 30, {benchmark._most:0} MiB at most, {service.ResidentMebibytes:0} MiB at the end");
    }

    private static string Summary(List<double> times)
    {
        times.Sort();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"p50 {times[times.Count / 2]:0.0} ms, p95 {times[times.Count * 95 / 100]:0.0} ms, p99 {times[times.Count * 99 / 100]:0.0} ms, most {times[^1]:0.0} ms ({times.Count} times)");
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    /// <summary>Milliseconds of each question for the status, by where it was asked.</summary>
    private async Task<Dictionary<string, List<double>>> FollowAsync(int watchers)
    {
        string jobId = await SubmitAsync();
        Task[] following = [.. Enumerable.Range(0, watchers).Select(_ => WatchAsync(jobId))];
        Task all = Task.WhenAll(following);
        Dictionary<string, List<double>> statuses = new() { ["/api/batch-job/"] = [], ["/api/v1/batch/"] = [] };
        while (!all.IsCompleted)
        {
            foreach ((string path, List<double> times) in statuses)
            {
                long start = Stopwatch.GetTimestamp();
                await service.Client.GetByteArrayAsync(new Uri(path + jobId, UriKind.Relative));
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            _most = Math.Max(_most, service.ResidentMebibytes);
            await Task.WhenAny(all, Task.Delay(AskEvery));
        }

        await all;
        return statuses;
    }

    private async Task<string> SubmitAsync()
    {
        using MultipartFormDataContent form = [];
        for (int i = 0; i < images; i++)
        {
            form.Add(new ByteArrayContent(_pages[i % _pages.Length]), "files", Samples[i % Samples.Length]);
        }

        using HttpResponseMessage response = await service.Client.PostAsync(new Uri("/api/detect-batch", UriKind.Relative), form);
        response.EnsureSuccessStatusCode();
        using JsonDocument answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return answer.RootElement.GetProperty("job_id").GetString()!;
    }

    private async Task WatchAsync(string jobId)
    {
        using ClientWebSocket socket = new();
        await socket.ConnectAsync(new UriBuilder(service.Client.BaseAddress!) { Scheme = "ws", Path = $"/api/v1/batch/{jobId}/ws" }.Uri, CancellationToken.None);
        byte[] buffer = new byte[8192];
        int told = -1;
        while (true)
        {
            WebSocketReceiveResult received = await socket.ReceiveAsync(new ArraySegment<byte>(buffer), CancellationToken.None);
            DateTimeOffset now = DateTimeOffset.UtcNow;
            using JsonDocument message = JsonDocument.Parse(buffer.AsMemory(0, received.Count));
            JsonElement root = message.RootElement;
            string type = root.GetProperty("type").GetString()!;
            if (type == "job_complete")
            {
                return;
            }

            int done = root.GetProperty("completed").GetInt32();
            if (type == "image_complete")
            {
                _delays.Add((now - root.GetProperty("timestamp").GetDateTimeOffset()).TotalMilliseconds);
                if (done != told + 1)
                {
                    throw new InvalidOperationException($"After {told} images came {done}.");
                }
            }

            told = done;
        }
    }
}
