using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RoDLA.Imaging;
using RoDLA.Imaging.Reading;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Batches;

/// <summary>What the tests of the batch surfaces ask of the service.</summary>
internal static class BatchCalls
{
    /// <summary>A PNG of one pixel.</summary>
    public static readonly byte[] Pixel = Convert.FromBase64String(Reports.Pixel);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The service with the real reader of images, and a faked pipeline behind it.</summary>
    public static Task<ApiServer> StartWithReaderAsync(Dictionary<string, string>? variables = null) =>
        ApiServer.StartAsync(variables, replace: services =>
            services.Replace(ServiceDescriptor.Singleton<IPageReader>(new PageReader(new ImagingOptions(), TimeProvider.System))));

    /// <summary>A form with files and fields.</summary>
    public static MultipartFormDataContent Form(IEnumerable<(string Name, byte[] Bytes)> files, params (string Name, string Value)[] fields)
    {
        MultipartFormDataContent form = [];
        foreach ((string name, string value) in fields)
        {
            form.Add(new StringContent(value, Encoding.UTF8), name);
        }

        foreach ((string name, byte[] bytes) in files)
        {
            form.Add(new ByteArrayContent(bytes), "files", name);
        }

        return form;
    }

    /// <summary>A form with so many pages, <c>page-0.png</c> and so on, and fields.</summary>
    public static MultipartFormDataContent Pages(int count, params (string Name, string Value)[] fields) =>
        Form(Enumerable.Range(0, count).Select(i => ($"page-{i}.png", Pixel)), fields);

    public static Task<HttpResponseMessage> PostBatchAsync(this ApiServer server, HttpContent form) =>
        server.Client.PostAsync(new Uri("/api/detect-batch", UriKind.Relative), form);

    /// <summary>Submits pages, and gives the job's id.</summary>
    public static async Task<string> SubmitAsync(this ApiServer server, int count, params (string Name, string Value)[] fields)
    {
        using HttpResponseMessage response = await server.PostBatchAsync(Pages(count, fields));
        return (await response.JsonAsync(HttpStatusCode.Accepted)).GetProperty("job_id").GetString()!;
    }

    /// <summary>Submits images in JSON to the Batch API.</summary>
    public static Task<HttpResponseMessage> PostJsonAsync(this ApiServer server, object body) =>
        server.Client.PostAsJsonAsync(new Uri("/api/v1/batch", UriKind.Relative), body);

    public static Task<HttpResponseMessage> PostJsonAsync(this ApiServer server, string body) => server.PostJsonAsync("/api/v1/batch", body);

    public static async Task<HttpResponseMessage> PostJsonAsync(this ApiServer server, string path, string body)
    {
        using StringContent content = new(body, Encoding.UTF8, "application/json");
        return await server.Client.PostAsync(new Uri(path, UriKind.Relative), content);
    }

    public static Task<HttpResponseMessage> GetAsync(this ApiServer server, string path) =>
        server.Client.GetAsync(new Uri(path, UriKind.Relative));

    public static Task<HttpResponseMessage> DeleteAsync(this ApiServer server, string path) =>
        server.Client.DeleteAsync(new Uri(path, UriKind.Relative));

    public static Task<HttpResponseMessage> PostAsync(this ApiServer server, string path) =>
        server.Client.PostAsync(new Uri(path, UriKind.Relative), content: null);

    /// <summary>A JSON answer of the status 200.</summary>
    public static Task<JsonElement> GetJsonAsync(this ApiServer server, string path) => server.Client.GetJsonAsync(path);

    /// <summary>A JSON answer of the status 200.</summary>
    public static async Task<JsonElement> GetJsonAsync(this HttpClient client, string path)
    {
        using HttpResponseMessage response = await client.GetAsync(new Uri(path, UriKind.Relative));
        return await response.JsonAsync(HttpStatusCode.OK);
    }

    /// <summary>The JSON of an answer that must have a status.</summary>
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response, HttpStatusCode status)
    {
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == status, $"{(int)response.StatusCode} and not {(int)status}: {text}");
        using JsonDocument document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    /// <summary>The status of a job once it has ended.</summary>
    public static async Task<JsonElement> EndAsync(this ApiServer server, string jobId)
    {
        using CancellationTokenSource deadline = new(Patience);
        while (true)
        {
            deadline.Token.ThrowIfCancellationRequested();
            JsonElement job = await server.GetJsonAsync($"/api/batch-job/{jobId}?wait=20");
            if (job.GetProperty("status").GetString() is not ("queued" or "processing"))
            {
                return job;
            }
        }
    }

    /// <summary>Names of what an answer has.</summary>
    public static string[] Names(this JsonElement element) => [.. element.EnumerateObject().Select(p => p.Name)];

    /// <summary>Folders of jobs that lie on the disk, drafts included.</summary>
    public static string[] JobFolders(this ApiServer server) =>
        Directory.Exists(Path.Combine(server.Outputs, "jobs")) ? Directory.GetDirectories(Path.Combine(server.Outputs, "jobs")) : [];

    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
