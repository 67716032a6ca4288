using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using RoDLA.Benchmarks.Service;
using RoDLA.Detection.Models;

namespace RoDLA.Benchmarks.Requests;

/// <summary>
/// Whole requests, client included, beside the bare session run and a server written by hand on Node, by turns, each in a process of its
/// own: <c>dotnet run --project tests/RoDLA.Benchmarks -c Release -- requests 20 3</c>.
/// </summary>
internal sealed class RequestTimes : IDisposable
{
    private const int ColdStarts = 3;
    private const int InARow = 8;
    private static readonly Range[] ColdParts = [0..10, 10..20, 20..100];
    private static readonly int[] Clients = [2, 8, 64];

    private readonly ModelFolder _model;
    private readonly BareRun _bare;

    private RequestTimes()
    {
        _model = new ModelRepository(Path.Combine(Repository.Root, "models")).Open("rodla-layout-s");
        _bare = new BareRun(_model);
    }

    /// <param name="rounds">Turns of each kind of request.</param>
    /// <param name="seconds">Length of a turn of many clients.</param>
    public static async Task RunAsync(int rounds, int seconds)
    {
        using RequestTimes times = new();
        await times.CompareStartsAsync();
        await using ChildService service = await ChildService.StartAsync();
        await using PeerService? peer = PeerService.IsInstalled ? await PeerService.StartAsync(times._model.GraphPath) : null;
        Print($"resident after the start: {service.ResidentMebibytes:0} MiB");
        await times.CompareKindsAsync(service, peer, rounds);
        foreach (int clients in Clients)
        {
            await CompareThroughputAsync(service, peer, clients, seconds, turns: 5);
        }

        Print($"resident after 64 clients: {service.ResidentMebibytes:0} MiB");
    }

    public void Dispose() => _bare.Dispose();

    /// <summary>The first hundred requests after a start.</summary>
    private async Task CompareStartsAsync()
    {
        List<double>[] own = [.. ColdParts.Select(_ => new List<double>())];
        List<double>[] others = [.. ColdParts.Select(_ => new List<double>())];
        List<double> ready = [];
        for (int start = 0; start < ColdStarts; start++)
        {
            long began = Stopwatch.GetTimestamp();
            await using (ChildService service = await ChildService.StartAsync())
            {
                ready.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
                await MeasureStartAsync(service.Client, own);
            }

            if (PeerService.IsInstalled)
            {
                await using PeerService peer = await PeerService.StartAsync(_model.GraphPath);
                await MeasureStartAsync(peer.Client, others);
            }
        }

        Print($"start to ready: {Median(ready):0.00} s");
        for (int part = 0; part < ColdParts.Length; part++)
        {
            double time = Median(own[part]);
            Print($"requests {ColdParts[part]}: {time:0.0} ms{Beside(time, others[part])}");
        }
    }

    private static async Task MeasureStartAsync(HttpClient client, List<double>[] parts)
    {
        double[] times = new double[ColdParts[^1].End.Value];
        for (int i = 0; i < times.Length; i++)
        {
            times[i] = await TimeAsync(() => RequestKind.Plain.SendAsync(client));
        }

        for (int part = 0; part < parts.Length; part++)
        {
            parts[part].AddRange(times[ColdParts[part]]);
        }
    }

    /// <summary>One client, a warm service: the bare run, the peer and every kind of request by turns.</summary>
    private async Task CompareKindsAsync(ChildService service, PeerService? peer, int rounds)
    {
        List<double> bare = [];
        List<double> others = [];
        List<double>[] own = [.. RequestKind.All.Select(_ => new List<double>())];
        double[] processor = new double[own.Length];
        for (int round = -1; round < rounds; round++)
        {
            bool warm = round >= 0;
            await RepeatAsync(warm, bare, () => Task.Run(_bare.Run));
            if (peer is not null)
            {
                await RepeatAsync(warm, others, () => RequestKind.Plain.SendAsync(peer.Client));
            }

            for (int kind = 0; kind < own.Length; kind++)
            {
                double before = service.ProcessorSeconds;
                await RepeatAsync(warm, own[kind], () => RequestKind.All[kind].SendAsync(service.Client));
                processor[kind] += warm ? service.ProcessorSeconds - before : 0;
            }
        }

        double run = Median(bare);
        double plain = Median(own[0]);
        Print($"bare run: {run:0.0} ms");
        Print($"plain: {plain:0.0} ms, bare run + {plain - run:0.0} ms{Beside(plain, others)}");
        for (int kind = 0; kind < own.Length; kind++)
        {
            double time = Median(own[kind]);
            double spent = 1000 * processor[kind] / own[kind].Count;
            Print($"{RequestKind.All[kind].Name}: {time:0.0} ms, {time / plain:0.00} of plain, {spent:0.0} ms of processor time");
        }
    }

    private static async Task RepeatAsync(bool kept, List<double> times, Func<Task> act)
    {
        for (int i = 0; i < InARow; i++)
        {
            double time = await TimeAsync(act);
            if (kept)
            {
                times.Add(time);
            }
        }
    }

    private static async Task CompareThroughputAsync(ChildService service, PeerService? peer, int clients, int seconds, int turns)
    {
        string alone = Detections(await RequestKind.Plain.SendAsync(service.Client));
        List<double> own = [];
        List<double> others = [];
        int different = 0;
        for (int turn = 0; turn < turns; turn++)
        {
            own.Add(await CountAsync(service.Client, answer => different += Detections(answer) == alone ? 0 : 1));
            if (peer is not null)
            {
                others.Add(await CountAsync(peer.Client, _ => { }));
            }
        }

        string beside = others.Count == 0 ? "" : $", peer {Median(others):0.0}, ratio {Median(own) / Median(others):0.00}";
        Print($"{clients} clients: {Median(own):0.0} requests/s{beside}; {different} answers differ from a request alone");

        async Task<double> CountAsync(HttpClient client, Action<string> check)
        {
            long start = Stopwatch.GetTimestamp();
            int answered = 0;
            Lock one = new();
            await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
            {
                while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
                {
                    string answer = await RequestKind.Plain.SendAsync(client);
                    lock (one)
                    {
                        answered++;
                        check(answer);
                    }
                }
            }));
            return answered / Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
    }

    private static async Task<double> TimeAsync(Func<Task> act)
    {
        long start = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static string Detections(string body)
    {
        using JsonDocument answer = JsonDocument.Parse(body);
        return answer.RootElement.GetProperty("all_detections").GetRawText();
    }

    private static string Beside(double time, List<double> others) => others.Count == 0
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"; peer {Median(others):0.0} ms, ratio {time / Median(others):0.00}");

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
