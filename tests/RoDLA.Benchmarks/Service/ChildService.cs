using System.Diagnostics;
using System.Globalization;

namespace RoDLA.Benchmarks.Service;

/// <summary>The service in a process of its own, with an output folder of its own.</summary>
internal sealed class ChildService : IAsyncDisposable
{
    private const double Mebibyte = 1048576.0;

    private readonly Process _process;
    private readonly string _outputs;

    private ChildService(Process process, string outputs, Uri address)
    {
        _process = process;
        _outputs = outputs;
        Client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(5) };
    }

    /// <summary>Calls it.</summary>
    public HttpClient Client { get; }

    /// <summary>Memory of the process now, in MiB.</summary>
    public double ResidentMebibytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / Mebibyte;
        }
    }

    /// <summary>Processor time of the process until now, in seconds.</summary>
    public double ProcessorSeconds
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>Starts it, and waits until it is ready.</summary>
    public static async Task<ChildService> StartAsync(params (string Name, string Value)[] settings)
    {
        string outputs = Directory.CreateTempSubdirectory("rodla-benchmark-").FullName;
        Uri address = new($"http://127.0.0.1:{FreePort.Find()}");
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "RoDLA.Api.dll")])
        {
            Environment =
            {
                ["RODLA_API_PORT"] = address.Port.ToString(CultureInfo.InvariantCulture),
                ["RODLA_OUTPUT_DIR"] = outputs,
                ["RODLA_LOG_LEVEL"] = "warning",
            },
        };
        foreach ((string name, string value) in settings)
        {
            start.Environment[name] = value;
        }

        ChildService service = new(
            Process.Start(start) ?? throw new InvalidOperationException("The service did not start."), outputs, address);
        await service.ReadyAsync();
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_outputs, recursive: true);
    }

    private async Task ReadyAsync()
    {
        for (int i = 0; i < 1500; i++)
        {
            try
            {
                using HttpResponseMessage response = await Client.GetAsync(new Uri("/health/ready", UriKind.Relative));
                if (response.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(20);
        }

        throw new TimeoutException("The service was not ready within 30 s.");
    }
}
