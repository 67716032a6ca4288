using System.Diagnostics;
using System.Globalization;

namespace RoDLA.Benchmarks.Service;

/// <summary>
/// Throughput with keys, limits and a scraper of the metrics against a service without, two processes by turns:
/// <c>dotnet run --project tests/RoDLA.Benchmarks -c Release -- access 12 3</c>.
/// </summary>
internal static class AccessCost
{
    private const string Key = "a-key-for-the-benchmark";
    private const int Clients = 8;
    private const string Many = "1000000";

    public static async Task RunAsync(int turns, int seconds)
    {
        await using ChildService without = await ChildService.StartAsync();
        await using ChildService with = await ChildService.StartAsync(
            ("RODLA_API_KEY", Key),
            ("RODLA_RATE_LIMITS", "on"),
            ("RODLA_RATE_DETECT", Many),
            ("RODLA_RATE_OTHER", Many));
        with.Client.DefaultRequestHeaders.Add("X-API-Key", Key);
        byte[] page = await File.ReadAllBytesAsync(Repository.Sample("invoice.png"));
        await CompareAsync("pages", without, with, turns, seconds, client => DetectAsync(client, page));
        await CompareAsync(
            "/api/model-info", without, with, turns, seconds, client => client.GetAsync(new Uri("/api/model-info", UriKind.Relative)));
    }

    private static async Task CompareAsync(
        string name, ChildService without, ChildService with, int turns, int seconds, Func<HttpClient, Task<HttpResponseMessage>> send)
    {
        await CountAsync(without, seconds, send);
        await CountAsync(with, seconds, send);
        List<double> ratios = [];
        (double plain, double guarded) = (0, 0);
        for (int turn = 0; turn < turns; turn++)
        {
            // The one that is measured first changes each turn.
            bool withFirst = turn % 2 == 1;
            double first = await CountAsync(withFirst ? with : without, seconds, send);
            double second = await CountAsync(withFirst ? without : with, seconds, send);
            (double a, double b) = withFirst ? (second, first) : (first, second);
            (plain, guarded) = (plain + a, guarded + b);
            ratios.Add(b / a);
        }

        ratios.Sort();
        FormattableString text =
            $"{name}: without {plain / turns:0.0}/s, with {guarded / turns:0.0}/s; sum of all turns {guarded / plain:0.000}, median {ratios[turns / 2]:0.000}";
        Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Answered requests a second.</summary>
    private static async Task<double> CountAsync(ChildService service, int seconds, Func<HttpClient, Task<HttpResponseMessage>> send)
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan limit = TimeSpan.FromSeconds(seconds);
        int answered = 0;
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            while (Stopwatch.GetElapsedTime(start) < limit)
            {
                using HttpResponseMessage response = await send(service.Client);
                response.EnsureSuccessStatusCode();
                Interlocked.Increment(ref answered);
            }
        }));
        using HttpResponseMessage scraped = await service.Client.GetAsync(new Uri("/metrics", UriKind.Relative));
        scraped.EnsureSuccessStatusCode();
        return answered / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static Task<HttpResponseMessage> DetectAsync(HttpClient client, byte[] page)
    {
        MultipartFormDataContent form = new()
        {
            { new ByteArrayContent(page), "file", "invoice.png" },
            { new StringContent("no"), "save_json" },
            { new StringContent("no"), "generate_visualizations" },
        };
        return client.PostAsync(new Uri("/api/detect", UriKind.Relative), form);
    }
}
