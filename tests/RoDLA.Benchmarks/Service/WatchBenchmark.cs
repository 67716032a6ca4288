using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace RoDLA.Benchmarks.Service;

/// <summary>
/// A job that many follow, the service in a process of its own: how long a status takes meanwhile, how long after an image was stored each
/// follower knows of it, and what memory the service takes: <c>dotnet run --project tests/RoDLA.Benchmarks -c Release -- watch 300 100</c>.
/// </summary>
internal sealed class WatchBenchmark(ChildService service, int images)
{
    private const int WarmQuestions = 200;
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(100);

    private readonly byte[][] _pages = [.. Repository.Pages.Select(s => File.ReadAllBytes(Repository.Sample(s)))];
    private readonly ConcurrentBag<double> _delays = [];
    private readonly ConcurrentBag<int> _events = [];
    private double _most;

    public static async Task RunAsync(int images, int watchers)
    {
        // The pages repeat: every answer but the first three would come from the cache.
        await using ChildService service = await ChildService.StartAsync(("RODLA_BATCH_CACHE_MB", "0"));
        Say($"resident: {service.ResidentMebibytes:0} MiB when ready");
        WatchBenchmark warm = new(service, 30);
        Dictionary<string, List<double>> first = await warm.FollowAsync(watchers);
        for (int i = 0; i < WarmQuestions; i++)
        {
            foreach (string path in first.Keys)
            {
                await service.Client.GetByteArrayAsync(new Uri(path, UriKind.Relative));
            }
        }

        double idle = service.ResidentMebibytes;
        WatchBenchmark benchmark = new(service, images);
        long start = Stopwatch.GetTimestamp();
        Dictionary<string, List<double>> statuses = await benchmark.FollowAsync(watchers);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Say($"{images} images, {watchers} WebSocket clients: {seconds:0.0} s from the upload to the last event");
        foreach ((string path, List<double> times) in statuses)
        {
            Say($"GET {path}: {Summary(times)}");
        }

        Say($"event of an image at a client after it was stored: {Summary([.. benchmark._delays])}");
        Say($"events at each client: {benchmark._events.Min()} to {benchmark._events.Max()}");
        Say($"resident: {idle:0} MiB idle after a job of 30, {benchmark._most:0} at most, {service.ResidentMebibytes:0} at the end");
    }

    private static string Summary(List<double> times)
    {
        times.Sort();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"p50 {Percentile(50):0.0} ms, p95 {Percentile(95):0.0} ms, p99 {Percentile(99):0.0} ms, most {times[^1]:0.0} ms ({times.Count} times)");

        double Percentile(int percent) => times[times.Count * percent / 100];
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    /// <summary>Milliseconds of each question for the status, by where it was asked.</summary>
    private async Task<Dictionary<string, List<double>>> FollowAsync(int watchers)
    {
        string jobId = await SubmitAsync();
        Task[] following = [.. Enumerable.Range(0, watchers).Select(_ => WatchAsync(jobId))];
        Task all = Task.WhenAll(following);
        Dictionary<string, List<double>> statuses = new()
        {
            [$"/api/batch-job/{jobId}"] = [],
            [$"/api/v1/batch/{jobId}"] = [],
            ["/health/live"] = [],
        };
        while (!all.IsCompleted)
        {
            foreach ((string path, List<double> times) in statuses)
            {
                long start = Stopwatch.GetTimestamp();
                await service.Client.GetByteArrayAsync(new Uri(path, UriKind.Relative));
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
            form.Add(new ByteArrayContent(_pages[i % _pages.Length]), "files", Repository.Pages[i % Repository.Pages.Length]);
        }

        using HttpResponseMessage response = await service.Client.PostAsync(new Uri("/api/detect-batch", UriKind.Relative), form);
        response.EnsureSuccessStatusCode();
        using JsonDocument answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return answer.RootElement.GetProperty("job_id").GetString()!;
    }

    private async Task WatchAsync(string jobId)
    {
        using ClientWebSocket socket = new();
        UriBuilder address = new(service.Client.BaseAddress!) { Scheme = "ws", Path = $"/api/v1/batch/{jobId}/ws" };
        await socket.ConnectAsync(address.Uri, CancellationToken.None);
        byte[] buffer = new byte[8192];
        int events = 0;
        while (true)
        {
            ValueWebSocketReceiveResult received = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
            DateTimeOffset now = DateTimeOffset.UtcNow;
            ReadOnlyMemory<byte> message = buffer.AsMemory(0, received.Count);
            if (message.Span.StartsWith("{\"type\":\"image_complete\""u8))
            {
                events++;
                _delays.Add((now - Timestamp(message.Span)).TotalMilliseconds);
            }
            else if (message.Span.StartsWith("{\"type\":\"job_complete\""u8))
            {
                _events.Add(events);
                return;
            }
        }
    }

    // The clients run on the service's own cores: they read no more than they must.
    private static DateTimeOffset Timestamp(ReadOnlySpan<byte> message)
    {
        ReadOnlySpan<byte> mark = "\"timestamp\":\""u8;
        ReadOnlySpan<byte> text = message[(message.LastIndexOf(mark) + mark.Length)..];
        return DateTimeOffset.Parse(Encoding.UTF8.GetString(text[..text.IndexOf((byte)'"')]), CultureInfo.InvariantCulture);
    }
}
