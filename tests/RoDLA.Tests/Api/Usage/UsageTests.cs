using System.Net;
using System.Text.Json;
using RoDLA.Api.Access;
using RoDLA.Api.Usage;
using RoDLA.Cli.Keys;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Usage;

/// <summary>What each key used, as it and an administrator see it.</summary>
public sealed class UsageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private readonly OwnKeys _keys;

    public UsageTests() => _keys = new OwnKeys(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Usage_OfTwoKeys_EachSeesItsOwnAndTheAdministratorAll()
    {
        string scanner = await _keys.AddAsync("scanner", AccessRole.Submit);
        string other = await _keys.AddAsync("other", AccessRole.Read);
        string admin = await _keys.AddAsync("admin", AccessRole.Admin);
        await using ApiServer server = await StartAsync();
        byte[] sent = new byte[5000];
        using HttpResponseMessage detected = await SendAsync(server, scanner, HttpMethod.Post, "/api/detect", ApiServer.Form(sent));
        byte[] answer = await detected.Content.ReadAsByteArrayAsync();

        JsonElement own = await UsageAsync(server, scanner);
        JsonElement others = await UsageAsync(server, other);
        JsonElement all = await UsageAsync(server, admin);

        JsonElement used = Assert.Single(own.GetProperty("keys").EnumerateArray());
        Assert.Equal("scanner", used.GetProperty("key").GetString());
        Assert.Equal(1, used.GetProperty("requests").GetInt64());
        Assert.InRange(used.GetProperty("bytes_received").GetInt64(), sent.Length, sent.Length + 1000);
        Assert.Equal(answer.Length, used.GetProperty("bytes_sent").GetInt64());
        Assert.Empty(others.GetProperty("keys").EnumerateArray());
        Assert.Equal(["other", "scanner"], all.GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("key").GetString()));
    }

    [Fact]
    public async Task Usage_OfPagesAndJobs_CountsImagesAndSecondsOfTheKey()
    {
        string scanner = await _keys.AddAsync("scanner", AccessRole.Submit);
        await using ApiServer server = await StartAsync(real: true);
        byte[] page = await File.ReadAllBytesAsync(Path.Combine(RepositoryRoot.Path, "samples", "article.jpg"));
        server.Client.DefaultRequestHeaders.Add(ApiKeyHandler.HeaderName, scanner);
        await server.ReadyAsync();
        using HttpResponseMessage detected = await server.DetectAsync(
            ApiServer.Form(page, ("generate_visualizations", "false"), ("save_json", "false")));
        Assert.Equal(HttpStatusCode.OK, detected.StatusCode);

        // The result of the second image comes from the cache.
        using HttpResponseMessage posted = await server.PostBatchAsync(
            BatchCalls.Form([("a.jpg", page), ("b.jpg", page)], ("max_concurrent", "1")));
        string id = (await posted.JsonAsync(HttpStatusCode.Accepted)).GetProperty("job_id").GetString()!;
        using HttpResponseMessage ended = await server.GetAsync($"/api/batch-job/{id}?wait=60");
        Assert.Equal("completed", (await ended.JsonAsync(HttpStatusCode.OK)).GetProperty("status").GetString());

        JsonElement used = Assert.Single((await UsageAsync(server, scanner)).GetProperty("keys").EnumerateArray());

        Assert.Equal(3, used.GetProperty("images").GetInt64());
        Assert.InRange(used.GetProperty("inference_seconds").GetDouble(), 0.001, 120);
    }

    [Fact]
    public async Task Usage_AfterARestart_GoesOn()
    {
        Dictionary<string, string> variables = new() { ["RODLA_OUTPUT_DIR"] = Path.Combine(_folder.Path, "outputs") };
        JsonElement before;
        await using (ApiServer first = await ApiServer.StartAsync(variables))
        {
            using HttpResponseMessage detected = await first.DetectAsync();
            before = await UsageAsync(first, key: null);
        }

        await using ApiServer second = await ApiServer.StartAsync(variables);
        JsonElement after = await UsageAsync(second, key: null);

        Assert.Equal(1, Of(before, "requests"));
        Assert.Equal(2, Of(after, "requests")); // The detection and the first look at the usage.
        Assert.Equal(Of(before, "bytes_received"), Of(after, "bytes_received"));
        Assert.Equal(before.GetProperty("since").GetString(), after.GetProperty("since").GetString());
    }

    [Fact]
    public async Task Usage_WithABrokenFile_CountsFromZeroAndKeepsTheFile()
    {
        string outputs = Path.Combine(_folder.Path, "outputs");
        Directory.CreateDirectory(outputs);
        await File.WriteAllTextAsync(Path.Combine(outputs, UsageStore.FileName), "{\"since\":");

        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_OUTPUT_DIR"] = outputs });

        Assert.Empty((await UsageAsync(server, key: null)).GetProperty("keys").EnumerateArray());
        Assert.True(File.Exists(Path.Combine(outputs, UsageStore.FileName + ".broken")));
        using HttpResponseMessage file = await server.GetAsync("/api/outputs/" + UsageStore.FileName);
        Assert.Equal(HttpStatusCode.NotFound, file.StatusCode);
    }

    private static long Of(JsonElement usage, string figure) =>
        Assert.Single(usage.GetProperty("keys").EnumerateArray()).GetProperty(figure).GetInt64();

    private static async Task<JsonElement> UsageAsync(ApiServer server, string? key)
    {
        using HttpResponseMessage response = await SendAsync(server, key, HttpMethod.Get, "/api/v1/usage");
        return await response.JsonAsync(HttpStatusCode.OK);
    }

    private static async Task<HttpResponseMessage> SendAsync(
        ApiServer server, string? key, HttpMethod method, string path, HttpContent? content = null)
    {
        using HttpClient client = new() { BaseAddress = server.Address };
        using HttpRequestMessage request = new(method, path) { Content = content };
        if (key is not null)
        {
            request.Headers.Add(ApiKeyHandler.HeaderName, key);
        }

        return await client.SendAsync(request);
    }

    private Task<ApiServer> StartAsync(bool real = false) => ApiServer.StartAsync(
        new() { ["RODLA_API_KEYS_FILE"] = _keys.File, ["RODLA_BATCH_CACHE_MB"] = "16" }, real);
}
