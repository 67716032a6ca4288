using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RoDLA.Analysis.Pipeline;
using RoDLA.Api;
using RoDLA.Cli.Hosting;
using RoDLA.Detection;
using RoDLA.Detection.Runtime;
using RoDLA.Imaging;

namespace RoDLA.Tests.Api.Fixtures;

/// <summary>The real service on real Kestrel, on a free port, with folders of its own; its detection is a fake by default.</summary>
internal sealed class ApiServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;

    private ApiServer(WebApplication app, TemporaryFolder folder, FakeDetection fake)
    {
        App = app;
        _folder = folder;
        Fake = fake;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First().Replace("[::]", "127.0.0.1", StringComparison.Ordinal)), Timeout = TimeSpan.FromSeconds(60) };
    }

    public WebApplication App { get; }

    public FakeDetection Fake { get; }

    public HttpClient Client { get; }

    public Uri Address => Client.BaseAddress!;

    public string Outputs => Path.Combine(_folder.Path, "outputs");

    /// <summary>Full path of a file that an answer names.</summary>
    public string Saved(JsonElement answer) => Path.Combine(_folder.Path, answer.GetProperty("saved_path").GetString()!);

    public string Uploads => Path.Combine(_folder.Path, "uploads");

    /// <summary>Uploads that lie on the disk now.</summary>
    public string[] UploadedFiles =>
        [.. Directory.EnumerateFiles(Uploads, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != ".lock")];

    public static async Task<ApiServer> StartAsync(
        Dictionary<string, string>? variables = null,
        bool real = false,
        Action<IServiceCollection>? replace = null,
        Dictionary<string, string?>? switches = null)
    {
        TemporaryFolder folder = new();
        FakeDetection fake = new();
        Dictionary<string, string> all = new(variables ?? [])
        {
            ["RODLA_PERTURBATION_DIR"] = Path.Combine(folder.Path, "outputs", "perturbations"),
            ["RODLA_TEMP_DIR"] = Path.Combine(folder.Path, "uploads"),
        };
        all.TryAdd("RODLA_OUTPUT_DIR", Path.Combine(folder.Path, "outputs"));
        all.TryAdd("RODLA_API_PORT", "0");
        all.TryAdd("RODLA_LOG_LEVEL", "fatal");

        // Tests send one page many times, and count how often it is worked on.
        all.TryAdd("RODLA_BATCH_CACHE_MB", "0");
        ProgramContext context = new(all, TextWriter.Null, TextWriter.Null)
        {
            Replace = services =>
            {
                if (!real)
                {
                    UseFake(services, fake);
                }

                replace?.Invoke(services);
            },
        };
        WebApplication app = Server.Create(context, switches ?? []);
        await app.StartAsync();
        return new ApiServer(app, folder, fake);
    }

    /// <summary>Puts <paramref name="fake"/> in place of reader, pipeline and detector.</summary>
    public static void UseFake(IServiceCollection services, FakeDetection fake)
    {
        Type[] needModel = [typeof(ModelLoader), typeof(PipelineWarmUp)];
        foreach (ServiceDescriptor service in services.Where(s => needModel.Contains(s.ImplementationType)).ToArray())
        {
            services.Remove(service);
        }

        services.Replace(ServiceDescriptor.Singleton<IPageReader>(fake));
        services.Replace(ServiceDescriptor.Singleton<IPagePipeline>(fake));
        services.Replace(ServiceDescriptor.Singleton<ILayoutDetector>(fake));
    }

    public Task<HttpResponseMessage> DetectAsync(params (string Name, string Value)[] fields) =>
        DetectAsync(Form([1, 2, 3], fields));

    public Task<HttpResponseMessage> DetectAsync(HttpContent form) => Client.PostAsync(new Uri("/api/detect", UriKind.Relative), form);

    /// <summary>A form with one file and some fields.</summary>
    public static MultipartFormDataContent Form(byte[] file, params (string Name, string Value)[] fields) =>
        Form(file, "page.png", fields);

    /// <summary>A form with one named file and some fields.</summary>
    public static MultipartFormDataContent Form(byte[] file, string fileName, params (string Name, string Value)[] fields)
    {
        MultipartFormDataContent form = [];
        foreach ((string name, string value) in fields)
        {
            form.Add(new StringContent(value, Encoding.UTF8), name);
        }

        form.Add(new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } }, "file", fileName);
        return form;
    }

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage response)
    {
        using JsonDocument document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        return document.RootElement.Clone();
    }

    /// <summary>Waits until the service takes requests.</summary>
    public async Task ReadyAsync()
    {
        while (true)
        {
            using HttpResponseMessage response = await Client.GetAsync(new Uri("/health/ready", UriKind.Relative));
            if (response.IsSuccessStatusCode)
            {
                return;
            }

            await Task.Delay(50);
        }
    }

    /// <summary>Waits for what the service does after its answer.</summary>
    public static async Task EventuallyAsync(Func<bool> holds)
    {
        for (int i = 0; i < 500 && !holds(); i++)
        {
            await Task.Delay(10);
        }

        Xunit.Assert.True(holds());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
        _folder.Dispose();
    }
}
