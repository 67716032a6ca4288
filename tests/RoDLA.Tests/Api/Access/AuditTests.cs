using System.Text.Json;
using RoDLA.Api.Access;
using RoDLA.Api.Middleware;
using RoDLA.Cli.Keys;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Access;

/// <summary>The lines of the log about refusals and changes.</summary>
public sealed class AuditTests
{
    [Fact]
    public async Task Log_OfRefusalsAndChanges_NamesTheKeyAndHoldsNoSecret()
    {
        using TemporaryFolder folder = new();
        OwnKeys keys = new(folder);
        string submitter = await keys.AddAsync("submitter", AccessRole.Submit);
        string operatorKey = await keys.AddAsync("operator", AccessRole.Admin);
        string later;
        await using (ApiServer server = await ApiServer.StartAsync(new()
        {
            ["RODLA_API_KEYS_FILE"] = keys.File,
            ["RODLA_LOG_FILE"] = Path.Combine(folder.Path, "log.json"),
            ["RODLA_LOG_LEVEL"] = "information",
        }))
        {
            using HttpRequestMessage foreign = new(HttpMethod.Post, "/api/detect") { Headers = { { "Origin", "https://evil.example" } } };
            using HttpResponseMessage ofAPage = await server.Client.SendAsync(foreign);
            using HttpResponseMessage refused = await server.GetAsync("/api/model-info?api_key=a-secret-in-the-query");
            server.Client.DefaultRequestHeaders.Add(ApiKeyHandler.HeaderName, submitter);
            using HttpResponseMessage forbidden = await server.PostAsync("/api/v1/models/fake/unload");
            string id = await server.SubmitAsync(1);
            using HttpResponseMessage ended = await server.GetAsync($"/api/batch-job/{id}?wait=60");
            using HttpResponseMessage wrong = await server.PostAsync($"/api/batch-job/{id}/retry");
            later = await keys.AddAsync("later", AccessRole.Read);
            await ApiServer.EventuallyAsync(() =>
            {
                using HttpRequestMessage asked = new(HttpMethod.Get, "/api/model-info") { Headers = { { ApiKeyHandler.HeaderName, later } } };
                using HttpClient client = new() { BaseAddress = server.Address };
                using HttpResponseMessage answered = client.Send(asked);
                return answered.IsSuccessStatusCode;
            });
        }

        string log = await File.ReadAllTextAsync(Directory.GetFiles(folder.Path, "log*.json").Single());
        ILookup<string, string> lines = log.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToLookup(
                line => line.GetProperty("SourceContext").GetString()!.Split('.')[^1],
                line => line.GetProperty("@m").GetString()!.Replace("\"", "", StringComparison.Ordinal));
        string[] refusals = [.. lines[nameof(AccessRefusal)]];
        Assert.StartsWith("Refused GET /api/model-info: Send an API key", refusals[0], StringComparison.Ordinal);
        Assert.StartsWith(
            "Refused POST /api/v1/models/fake/unload: The key submitter does not have the role 'admin'.", refusals[1], StringComparison.Ordinal);
        Assert.EndsWith("3 API keys; added: later (read); removed: none", Assert.Single(lines[nameof(KeyRing)]), StringComparison.Ordinal);

        Assert.StartsWith(
            "Refused POST /api/detect to a page of the origin 'https://evil.example'. From 127.0.0.1,",
            Assert.Single(lines[nameof(OriginMiddleware)]),
            StringComparison.Ordinal);

        // The retry of a job without failed images changed nothing.
        Assert.StartsWith(
            "submitter did POST /api/detect-batch: 202. From 127.0.0.1,", Assert.Single(lines[nameof(ChangeLog)]), StringComparison.Ordinal);
        Assert.All(
            [submitter, operatorKey, later, "a-secret-in-the-query"],
            secret => Assert.DoesNotContain(secret, log, StringComparison.Ordinal));
    }
}
