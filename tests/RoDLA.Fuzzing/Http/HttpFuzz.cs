using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using RoDLA.Benchmarks.Service;

namespace RoDLA.Fuzzing.Http;

/// <summary>
/// Sends mutated requests to the service in a process of its own. A finding is a 5xx but 503, an answer that takes
/// longer than the limit, or a broken connection.
/// </summary>
internal sealed class HttpFuzz(ChildService service)
{
    private const int Clients = 3;
    private static readonly TimeSpan SlowestAnswer = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(string Kind, HttpStatusCode Status), int> _answers = new();
    private readonly ConcurrentQueue<FuzzRequest> _slow = [];
    private int _requests;
    private int _found;

    /// <summary>Runs for a time, and at most so many requests; true when nothing was found.</summary>
    public static async Task<bool> RunAsync(TimeSpan time, int requests, int seed)
    {
        await using ChildService service = await ChildService.StartAsync();
        HttpFuzz fuzz = new(service);
        using CancellationTokenSource end = new(time);
        Stopwatch clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(c =>
            fuzz.SendAsync(new RequestFuzzer(seed * Clients + c), requests, end.Token)));
        fuzz.Report(clock.Elapsed);
        await fuzz.RepeatSlowAsync();
        return fuzz._found == 0;
    }

    private async Task SendAsync(RequestFuzzer fuzzer, int requests, CancellationToken end)
    {
        while (!end.IsCancellationRequested && Interlocked.Increment(ref _requests) <= requests)
        {
            await SendAsync(fuzzer.Next());
        }
    }

    /// <summary>What was slow is sent again with nothing beside it: only what is slow by itself is a finding.</summary>
    private async Task RepeatSlowAsync()
    {
        Console.WriteLine($"{_slow.Count} answers took over {SlowestAnswer.TotalSeconds} s; they are requested again, one at a time");
        foreach (FuzzRequest request in _slow)
        {
            await SendAsync(request, isAlone: true);
        }
    }

    private async Task SendAsync(FuzzRequest request, bool isAlone = false)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            using HttpRequestMessage message = request.Create();
            using HttpResponseMessage response = await service.Client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
            await response.Content.CopyToAsync(Stream.Null);
            _answers.AddOrUpdate((request.Kind, response.StatusCode), 1, static (_, count) => count + 1);
            TimeSpan time = Stopwatch.GetElapsedTime(start);
            if (response.StatusCode >= HttpStatusCode.InternalServerError && response.StatusCode != HttpStatusCode.ServiceUnavailable)
            {
                WriteFinding(request, $"status {(int)response.StatusCode}");
            }
            else if (time > SlowestAnswer && isAlone)
            {
                WriteFinding(request, string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"));
            }
            else if (time > SlowestAnswer)
            {
                _slow.Enqueue(request);
            }
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            WriteFinding(request, $"no answer: {e.Message}");
        }
    }

    private void WriteFinding(FuzzRequest request, string reason)
    {
        int number = Interlocked.Increment(ref _found);
        Findings.Write(number, $"{request.Kind}: {reason}\n{request.Curl($"{number:000}.input")}", request.Body);
    }

    private void Report(TimeSpan time)
    {
        foreach (IGrouping<string, KeyValuePair<(string Kind, HttpStatusCode Status), int>> kind in
            _answers.GroupBy(a => a.Key.Kind).OrderBy(k => k.Key, StringComparer.Ordinal))
        {
            string statuses = string.Join(", ", kind.OrderBy(a => a.Key.Status).Select(a => $"{(int)a.Key.Status}: {a.Value}"));
            Console.WriteLine($"{kind.Key,-14} {statuses}");
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{_answers.Values.Sum()} requests in {time.TotalSeconds:0} s, {_found} findings, resident {service.ResidentMebibytes:0} MiB"));
    }
}
