using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace RoDLA.Benchmarks.Service;

/// <summary>
/// Many clients at once, some of which disconnect and some of which send slowly; probes measure liveness and the status of a job meanwhile,
/// and
/// every answer is compared with the answer of a request alone: <c>dotnet run --project tests/RoDLA.Benchmarks -c Release -- load 256
/// 60</c>.
/// </summary>
internal sealed class Load(ChildService service, int clients)
{
    private const int DisconnectEvery = 16;
    private const int SlowClients = 16;
    private const int SlowBytes = 40;
    private const int ImagesOfJob = 60;
    private static readonly TimeSpan SlowPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ProbeEvery = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(1);

    private readonly byte[][] _pages = [.. Repository.Pages.Select(p => File.ReadAllBytes(Repository.Sample(p)))];
    private readonly string[] _alone = new string[Repository.Pages.Length];
    private readonly ConcurrentDictionary<HttpStatusCode, int> _statuses = new();
    private readonly ConcurrentBag<double> _times = [];
    private int _disconnected;
    private int _different;
    private int _refused;

    public static async Task RunAsync(int clients, int seconds)
    {
        await using ChildService service = await ChildService.StartAsync();
        await new Load(service, clients).RunAsync(TimeSpan.FromSeconds(seconds));
    }

    private async Task RunAsync(TimeSpan length)
    {
        for (int page = 0; page < _pages.Length; page++)
        {
            using HttpResponseMessage response = await DetectAsync(page, CancellationToken.None);
            _alone[page] = Detections(await response.Content.ReadAsStringAsync());
        }

        string job = await SubmitAsync();
        using CancellationTokenSource end = new(length);
        Task<List<double>> live = ProbeAsync("/health/live", end.Token);
        Task<List<double>> status = ProbeAsync($"/api/v1/batch/{job}", end.Token);
        Task[] all =
        [
            .. Enumerable.Range(0, clients).Select(c =>
                c % DisconnectEvery == 0 ? DisconnectAsync(c, end.Token) : RequestAsync(c, end.Token)),
            .. Enumerable.Range(0, SlowClients).Select(_ => SendSlowlyAsync(end.Token)),
        ];
        await Task.WhenAll(all);

        Print($"{clients} clients, {length.TotalSeconds:0} s; {_disconnected} disconnected in flight, {SlowClients} connections of 400 B/s");
        string statuses = string.Join(", ", _statuses.OrderBy(s => s.Key).Select(s => $"{(int)s.Key}: {s.Value}"));
        Print($"answers: {statuses}; {_times.Count / length.TotalSeconds:0.0} pages/s");
        Print($"answers that differ from a request alone: {_different}");
        Print($"200: {Summary([.. _times])}");
        Print($"/health/live: {Summary(await live)}");
        Print($"status of a job: {Summary(await status)}");
        Print($"probes that were refused: {_refused}");
        Print($"resident: {service.ResidentMebibytes:0} MiB");
    }

    private async Task RequestAsync(int client, CancellationToken end)
    {
        for (int turn = 0; !end.IsCancellationRequested; turn++)
        {
            int page = (client + turn) % _pages.Length;
            long start = Stopwatch.GetTimestamp();
            using HttpResponseMessage response = await DetectAsync(page, CancellationToken.None);
            _statuses.AddOrUpdate(response.StatusCode, 1, static (_, count) => count + 1);
            string body = await response.Content.ReadAsStringAsync(CancellationToken.None);
            if (response.IsSuccessStatusCode)
            {
                _times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                Interlocked.Add(ref _different, Detections(body) == _alone[page] ? 0 : 1);
            }
            else
            {
                TimeSpan wait = response.Headers.RetryAfter?.Delta ?? TimeSpan.Zero;
                await Task.Delay(wait < LongestRetry ? wait : LongestRetry, CancellationToken.None);
            }
        }
    }

    private async Task DisconnectAsync(int client, CancellationToken end)
    {
        Random random = new(client);
        while (!end.IsCancellationRequested)
        {
            using CancellationTokenSource leave = new(random.Next(20, 400));
            try
            {
                using HttpResponseMessage response = await DetectAsync(client % _pages.Length, leave.Token);
            }
            catch (OperationCanceledException)
            {
                Interlocked.Increment(ref _disconnected);
            }
        }
    }

    private async Task SendSlowlyAsync(CancellationToken end)
    {
        try
        {
            using TcpClient connection = new();
            await connection.ConnectAsync(IPAddress.Loopback, service.Client.BaseAddress!.Port, end);
            NetworkStream stream = connection.GetStream();
            await stream.WriteAsync(
                Encoding.ASCII.GetBytes(
                    "POST /api/detect HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\nContent-Type: multipart/form-data; boundary=b\r\n\r\n"),
                end);
            while (true)
            {
                await stream.WriteAsync(new byte[SlowBytes], end);
                await Task.Delay(SlowPause, end);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
        {
            // The service may refuse a connection that is this slow.
        }
    }

    private async Task<List<double>> ProbeAsync(string path, CancellationToken end)
    {
        List<double> times = [];
        while (!end.IsCancellationRequested)
        {
            long start = Stopwatch.GetTimestamp();
            using HttpResponseMessage response = await service.Client.GetAsync(new Uri(path, UriKind.Relative), CancellationToken.None);
            Interlocked.Add(ref _refused, response.IsSuccessStatusCode ? 0 : 1);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            await Task.Delay(ProbeEvery, CancellationToken.None);
        }

        return times;
    }

    private async Task<HttpResponseMessage> DetectAsync(int page, CancellationToken token)
    {
        using MultipartFormDataContent form = new()
        {
            { new ByteArrayContent(_pages[page]), "file", Repository.Pages[page] },
            { new StringContent("no"), "save_json" },
        };
        return await service.Client.PostAsync(new Uri("/api/detect", UriKind.Relative), form, token);
    }

    private async Task<string> SubmitAsync()
    {
        using MultipartFormDataContent form = [];
        for (int i = 0; i < ImagesOfJob; i++)
        {
            form.Add(new ByteArrayContent(_pages[i % _pages.Length]), "files", Repository.Pages[i % _pages.Length]);
        }

        using HttpResponseMessage response = await service.Client.PostAsync(new Uri("/api/detect-batch", UriKind.Relative), form);
        response.EnsureSuccessStatusCode();
        using JsonDocument answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return answer.RootElement.GetProperty("job_id").GetString()!;
    }

    private static string Detections(string body)
    {
        using JsonDocument answer = JsonDocument.Parse(body);
        return answer.RootElement.GetProperty("all_detections").GetRawText();
    }

    private static string Summary(List<double> times)
    {
        times.Sort();
        return times.Count == 0
            ? "none"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"p50 {At(50):0.0} ms, p95 {At(95):0.0} ms, p99 {At(99):0.0} ms, most {times[^1]:0.0} ms ({times.Count})");

        double At(int percent) => times[times.Count * percent / 100];
    }

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
