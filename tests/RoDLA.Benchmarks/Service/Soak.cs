using System.Diagnostics;
using System.Globalization;

namespace RoDLA.Benchmarks.Service;

/// <summary>
/// Sends many requests to the service in a process of its own and prints how the memory of that process grows:
/// <c>dotnet run --project tests/RoDLA.Benchmarks -c Release -- soak 2000</c>.
/// </summary>
internal static class Soak
{
    private const int Clients = 4;
    private const int Block = 200;

    public static async Task RunAsync(int requests)
    {
        await using ChildService service = await ChildService.StartAsync();
        await SendAllAsync(service, requests);
    }

    private static async Task SendAllAsync(ChildService service, int requests)
    {
        byte[][] pages = [.. Repository.Pages.Select(p => File.ReadAllBytes(Repository.Sample(p)))];
        Stopwatch clock = Stopwatch.StartNew();
        int done = 0;
        foreach (int[] block in Enumerable.Range(0, requests).Chunk(Block))
        {
            await Parallel.ForEachAsync(block, new ParallelOptions { MaxDegreeOfParallelism = Clients }, async (i, token) =>
                await SendAsync(service.Client, pages[i % pages.Length], Repository.Pages[i % pages.Length], token));
            done += block.Length;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{done,6} requests  {done / clock.Elapsed.TotalSeconds,6:0.0} /s  resident {service.ResidentMebibytes,7:0.0} MiB"));
        }
    }

    private static async Task SendAsync(HttpClient client, byte[] page, string name, CancellationToken token)
    {
        using MultipartFormDataContent form = new()
        {
            { new ByteArrayContent(page), "file", name },
            { new StringContent("no"), "save_json" },
        };
        using HttpResponseMessage response = await client.PostAsync(new Uri("/api/detect", UriKind.Relative), form, token);
        response.EnsureSuccessStatusCode();
        await response.Content.CopyToAsync(Stream.Null, token);
    }
}
