using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace RoDLA.Benchmarks;

/// <summary>
/// Sends many requests to the service in a process of its own and tells how that process's memory grows:
/// <c>dotnet run --project tests/RoDLA.Benchmarks -c Release -- soak 2000</c>.
/// </summary>
internal static class Soak
{
    private const int Clients = 4;
    private const int Block = 200;
    private static readonly string[] Pages = ["article.jpg", "invoice.png", "article-fax.tif"];

    public static async Task RunAsync(int requests)
    {
        string outputs = Directory.CreateTempSubdirectory("rodla-soak-").FullName;
        Uri address = new($"http://127.0.0.1:{FreePort()}");
        using Process service = Start(address, outputs);
        try
        {
            using HttpClient client = new() { BaseAddress = address };
            await ReadyAsync(client);
            await SendAllAsync(client, service, requests);
        }
        finally
        {
            service.Kill(entireProcessTree: true);
            await service.WaitForExitAsync();
            Directory.Delete(outputs, recursive: true);
        }
    }

    private static Process Start(Uri address, string outputs)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "RoDLA.Api.dll")])
        {
            Environment =
            {
                ["RODLA_API_PORT"] = address.Port.ToString(CultureInfo.InvariantCulture),
                ["RODLA_OUTPUT_DIR"] = outputs,
                ["RODLA_LOG_LEVEL"] = "warning",
            },
        };
        return Process.Start(start) ?? throw new InvalidOperationException("The service did not start.");
    }

    private static async Task ReadyAsync(HttpClient client)
    {
        for (int i = 0; i < 300; i++)
        {
            try
            {
                using HttpResponseMessage response = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
                if (response.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("The service was not ready within 30 s.");
    }

    private static async Task SendAllAsync(HttpClient client, Process service, int requests)
    {
        byte[][] pages = [.. Pages.Select(p => File.ReadAllBytes(Repository.Sample(p)))];
        Stopwatch clock = Stopwatch.StartNew();
        int done = 0;
        foreach (int[] block in Enumerable.Range(0, requests).Chunk(Block))
        {
            await Parallel.ForEachAsync(block, new ParallelOptions { MaxDegreeOfParallelism = Clients }, async (i, token) =>
                await SendAsync(client, pages[i % pages.Length], Pages[i % pages.Length], token));
            done += block.Length;
            service.Refresh();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{done,6} requests  {done / clock.Elapsed.TotalSeconds,6:0.0} /s  resident {service.WorkingSet64 / 1048576.0,7:0.0} MiB"));
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

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
