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
        await fuzz.TimeSlowAloneAsync();
        return fuzz._found == 0;
    }

    private async Task SendAsync(RequestFuzzer fuzzer, int requests, CancellationToken end)
    {
        while (!end.IsCancellationRequested && Interlocked.Increment(ref _requests) <= requests)
        {
            await SendAsync(fuzzer.Next());
        }
    }

    /// <summary>Tells how long the slow ones take with nothing beside them: whether the request is slow or the machine was busy.</summary>
    private async Task TimeSlowAloneAsync()
    {
        TimeSpan slowest = TimeSpan.Zero;
        FuzzRequest[] slow = [.. _slow];
        foreach (FuzzRequest request in slow)
        {
            long start = Stopwatch.GetTimestamp();
            await SendAsync(request);
            TimeSpan time = Stopwatch.GetElapsedTime(start);
            slowest = time > slowest ? time : slowest;
        }

        FormattableString text =
            $"{slow.Length} answers took over {SlowestAnswer.TotalSeconds} s; alone the slowest of them takes {slowest.TotalSeconds:0.0} s";
        Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
    }

    private async Task SendAsync(FuzzRequest request)
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
            else if (time > SlowestAnswer)
            {
                _slow.Enqueue(request);
                WriteFinding(request, string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"));
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
