using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RoDLA.Analysis.Storage;
using RoDLA.Api.Access;
using RoDLA.Cli.Keys;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Ownership;

/// <summary>Jobs and uploads of one key, seen by another and by an administrator, on all surfaces.</summary>
public sealed class OwnershipTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, HttpClient> _clients = [];
    private ApiServer _server = null!;

    public async Task InitializeAsync()
    {
        string file = Path.Combine(_folder.Path, "keys.json");
        List<ApiKey> keys = [];
        Dictionary<string, string> secrets = [];
        foreach ((string name, AccessRole role) in ((string, AccessRole)[])
            [("first", AccessRole.Submit), ("second", AccessRole.Submit), ("operator", AccessRole.Admin)])
        {
            (ApiKey key, secrets[name]) = ApiKey.Create(name, role, DateTimeOffset.UtcNow);
            keys.Add(key);
        }

        await KeyFile.WriteAsync(file, keys, CancellationToken.None);
        _server = await BatchCalls.StartWithReaderAsync(new() { ["RODLA_API_KEYS_FILE"] = file });
        foreach ((string name, string secret) in secrets)
        {
            HttpClient client = new() { BaseAddress = _server.Address };
            client.DefaultRequestHeaders.Add(ApiKeyHandler.HeaderName, secret);
            _clients[name] = client;
        }
    }

    public async Task DisposeAsync()
    {
        foreach (HttpClient client in _clients.Values)
        {
            client.Dispose();
        }

        await _server.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("GET", "/api/batch-job/{0}")]
    [InlineData("GET", "/api/batch-job/{0}/events")]
    [InlineData("GET", "/api/v1/batch/{0}")]
    [InlineData("GET", "/api/v1/batch/{0}/results")]
    [InlineData("GET", "/api/v1/batch/{0}/export?format=csv")]
    [InlineData("POST", "/api/v1/batch/{0}/retry")]
    [InlineData("DELETE", "/api/batch-job/{0}")]
    [InlineData("GET", "/api/v1/jobs/{0}/status")]
    [InlineData("GET", "/api/v1/jobs/{0}/results")]
    public async Task Job_OfAnotherKey_IsNotFound(string method, string path)
    {
        string id = await SubmitAsync("first");

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("second", method, string.Format(null, path, id)));
        Assert.NotEqual(HttpStatusCode.NotFound, await StatusAsync("operator", method, string.Format(null, path, id)));
        Assert.NotEqual(HttpStatusCode.NotFound, await StatusAsync("first", "GET", $"/api/v1/batch/{id}"));
    }

    [Theory]
    [InlineData("first", 1)]
    [InlineData("second", 2)]
    [InlineData("operator", 3)]
    public async Task Lists_HoldTheCallersJobs(string caller, int count)
    {
        await SubmitAsync("first");
        await SubmitAsync("second");
        await SubmitAsync("second");

        JsonElement batches = await _clients[caller].GetJsonAsync("/api/v1/batch");

        Assert.Equal(count, batches.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Upload_OfAnotherKey_IsNotFound()
    {
        byte[] page = await File.ReadAllBytesAsync(Path.Combine(RepositoryRoot.Path, "samples", "invoice.png"));
        using MultipartFormDataContent form = BatchCalls.Form([("invoice.png", page)]);
        using HttpResponseMessage response = await _clients["first"].PostAsync(new Uri("/api/v1/inference/upload", UriKind.Relative), form);
        JsonElement data = (await response.JsonAsync(HttpStatusCode.OK)).GetProperty("data");
        string upload = data.GetProperty("upload_id").GetString()!;
        string file = data.GetProperty("uploaded_files")[0].GetProperty("file_id").GetString()!;

        using HttpResponseMessage predicted = await _clients["second"].PostAsJsonAsync(
            new Uri("/api/v1/inference/predict", UriKind.Relative), new { upload_id = upload });

        Assert.Equal(HttpStatusCode.NotFound, predicted.StatusCode);
        foreach ((string method, string path) in ((string, string)[])
            [
                ("GET", $"/api/v1/files/{file}/original"), ("GET", $"/api/v1/inference/upload/{upload}"),
                ("DELETE", $"/api/v1/inference/upload/{upload}"),
            ])
        {
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("second", method, path));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync("first", method, path));
        }
    }

    [Fact]
    public async Task SavedFiles_OfAnotherKey_AreNotFound()
    {
        using HttpResponseMessage detected = await _clients["first"].PostAsync(
            new Uri("/api/detect", UriKind.Relative), ApiServer.Form(BatchCalls.Pixel));
        string answer = (await detected.JsonAsync(HttpStatusCode.OK)).GetProperty("saved_path").GetString()!;
        string chart = answer.Replace("results_", "", StringComparison.Ordinal).Replace(".json", "_class_distribution.png", StringComparison.Ordinal);
        using HttpResponseMessage perturbed = await _clients["first"].PostAsync(
            new Uri("/api/perturb", UriKind.Relative),
            ApiServer.Form(Perturbing.Pages.Png, ("perturbations", """[{"type": "defocus", "degree": 1}]"""), ("save_image", "true")));
        string page = (await perturbed.JsonAsync(HttpStatusCode.OK)).GetProperty("saved_path").GetString()!;
        string job = await SubmitAsync("first");
        using HttpResponseMessage ended = await _clients["first"].GetAsync(new Uri($"/api/batch-job/{job}?wait=60", UriKind.Relative));
        string result = (await ended.JsonAsync(HttpStatusCode.OK)).GetProperty("results")[0].GetProperty("result_path").GetString()!;

        Assert.StartsWith("outputs/key-first/", answer, StringComparison.Ordinal);
        Assert.StartsWith("outputs/perturbations/key-first/", page, StringComparison.Ordinal);
        foreach (string path in (string[])[answer, chart, page, result])
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync("first", "GET", "/api/" + path));
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("second", "GET", "/api/" + path));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync("operator", "GET", "/api/" + path));
        }
    }

    [Fact]
    public async Task SavedFiles_OfAnAdministrator_AreNotFoundByOthers()
    {
        using HttpResponseMessage detected = await _clients["operator"].PostAsync(
            new Uri("/api/detect", UriKind.Relative), ApiServer.Form(BatchCalls.Pixel));
        string answer = (await detected.JsonAsync(HttpStatusCode.OK)).GetProperty("saved_path").GetString()!;

        Assert.Equal(HttpStatusCode.OK, await StatusAsync("operator", "GET", "/api/" + answer));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("first", "GET", "/api/" + answer));
    }

    [Theory]
    [InlineData("scanner", "key-scanner")]
    [InlineData("auth0|../x", "sub-6b162e78b42363bce27a95bb2849e287ce6a33fc146a23aa54b82cb5fffab5a9")]
    public void OwnerFolder_OfAnyName_IsOneFileName(string name, string expected) => Assert.Equal(expected, OwnerFolder.NameOf(name));

    private async Task<string> SubmitAsync(string caller)
    {
        using MultipartFormDataContent form = BatchCalls.Pages(1);
        using HttpResponseMessage response = await _clients[caller].PostAsync(new Uri("/api/detect-batch", UriKind.Relative), form);
        return (await response.JsonAsync(HttpStatusCode.Accepted)).GetProperty("job_id").GetString()!;
    }

    private async Task<HttpStatusCode> StatusAsync(string caller, string method, string path)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        using HttpResponseMessage response = await _clients[caller].SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return response.StatusCode;
    }
}
