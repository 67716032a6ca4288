using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using RoDLA.Api.CommandLine;
using RoDLA.Api.Hosting;

namespace RoDLA.Benchmarks;

/// <summary>
/// Sends many requests to the real service in this process and tells how its memory grows:
/// <c>dotnet run --project tests/RoDLA.Benchmarks -c Release -- soak 2000</c>.
/// </summary>
internal static class Soak
{
    private const int Clients = 4;
    private static readonly string[] Pages = ["article.jpg", "invoice.png", "article-fax.tif"];

    public static async Task RunAsync(int requests)
    {
        string folder = Directory.CreateTempSubdirectory("rodla-soak-").FullName;
        Dictionary<string, string> settings = new()
        {
            ["RODLA_OUTPUT_DIR"] = Path.Combine(folder, "outputs"),
            ["RODLA_API_PORT"] = "0",
            ["RODLA_LOG_LEVEL"] = "warning",
        };
        try
        {
            await using WebApplication app = RodlaHost.CreateServer(new Invocation(), settings.GetValueOrDefault);
            await app.StartAsync();
            using HttpClient client = new() { BaseAddress = new Uri(app.Urls.Single()) };
            await SendAllAsync(client, requests);
            await app.StopAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task SendAllAsync(HttpClient client, int requests)
    {
        byte[][] pages = [.. Pages.Select(p => File.ReadAllBytes(Repository.Sample(p)))];
        Stopwatch clock = Stopwatch.StartNew();
        int done = 0;
        foreach (int[] block in Enumerable.Range(0, requests).Chunk(100))
        {
            await Parallel.ForEachAsync(block, new ParallelOptions { MaxDegreeOfParallelism = Clients }, async (i, token) =>
                await SendAsync(client, pages[i % pages.Length], Pages[i % pages.Length], token));
            done += block.Length;
            if (done % 200 == 0 || done == requests)
            {
                using Process self = Process.GetCurrentProcess();
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{done,6} requests  {done / clock.Elapsed.TotalSeconds,6:0.0} /s  resident {self.WorkingSet64 / 1048576.0,7:0.0} MiB  managed {GC.GetTotalMemory(false) / 1048576.0,6:0.0} MiB"));
            }
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
        if (response.StatusCode == System.Net.HttpStatusCode.ServiceUnavailable)
        {
            // The model is still being loaded.
            await Task.Delay(500, token);
            return;
        }

        response.EnsureSuccessStatusCode();
        await response.Content.CopyToAsync(Stream.Null, token);
    }
}
