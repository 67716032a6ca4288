using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace RoDLA.Benchmarks.Service;

/// <summary>
/// Sends mixed requests to the service in a process of its own and prints the slope of that process's resident memory:
/// <c>dotnet run --project tests/RoDLA.Benchmarks -c Release -- soak 20000</c>.
/// </summary>
internal sealed class Soak(ChildService service)
{
    private const int Clients = 4;
    private const int Block = 100;
    private const int PrintEvery = 1000;
    private const int WarmUp = 1000;

    private readonly Traffic _traffic = new();
    private readonly ConcurrentDictionary<(string Kind, HttpStatusCode Status), int> _answers = new();
    private readonly List<(int Requests, double Mebibytes)> _memory = [];

    public static async Task RunAsync(int requests)
    {
        await using ChildService service = await ChildService.StartAsync();
        await new Soak(service).SendAllAsync(requests);
    }

    private async Task SendAllAsync(int requests)
    {
        Stopwatch clock = Stopwatch.StartNew();
        int done = 0;
        foreach (int[] block in Enumerable.Range(0, requests).Chunk(Block))
        {
            await Parallel.ForEachAsync(block, new ParallelOptions { MaxDegreeOfParallelism = Clients }, SendAsync);
            done += block.Length;
            double resident = service.ResidentMebibytes;
            _memory.Add((done, resident));
            if (done % PrintEvery == 0)
            {
                Print($"{done,6} requests  {done / clock.Elapsed.TotalSeconds,6:0.0} /s  resident {resident,7:0.0} MiB");
            }
        }

        foreach (((string kind, HttpStatusCode status), int count) in _answers.OrderBy(a => a.Key.Kind, StringComparer.Ordinal))
        {
            Print($"{kind,-26} {(int)status} {count,6}");
        }

        Print($"slope after the first {WarmUp}: {SlopePerThousand():0.00} MiB per 1,000 requests");
    }

    private async ValueTask SendAsync(int number, CancellationToken token)
    {
        using HttpRequestMessage request = _traffic.Create(number);
        using HttpResponseMessage response = await service.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
        await response.Content.CopyToAsync(Stream.Null, token);
        _answers.AddOrUpdate((_traffic.NameOf(number), response.StatusCode), 1, static (_, count) => count + 1);
    }

    /// <summary>Least squares over all samples after the warm-up.</summary>
    private double SlopePerThousand()
    {
        (int Requests, double Mebibytes)[] samples = [.. _memory.Where(m => m.Requests > WarmUp)];
        if (samples.Length < 2)
        {
            return double.NaN;
        }

        double meanRequests = samples.Average(s => s.Requests);
        double meanMemory = samples.Average(s => s.Mebibytes);
        double covariance = samples.Sum(s => (s.Requests - meanRequests) * (s.Mebibytes - meanMemory));
        return 1000 * covariance / samples.Sum(s => Math.Pow(s.Requests - meanRequests, 2));
    }

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
