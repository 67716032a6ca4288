using System.Text.Json;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Hosting;

public sealed class ServerLogTests
{
    [Fact]
    public async Task Request_Logged_IsOneLineOfCompactJson()
    {
        JsonElement[] lines = await LogAsync([], "/no/such%0d%0apath\"?token=secret");

        JsonElement line = Assert.Single(lines, l => l.TryGetProperty("Path", out _));
        Assert.EndsWith("Z", line.GetProperty("@t").GetString(), StringComparison.Ordinal);
        Assert.Equal("GET", line.GetProperty("Method").GetString());
        Assert.Equal("/no/such??path\"", line.GetProperty("Path").GetString());
        Assert.Equal(404, line.GetProperty("Status").GetInt32());
        Assert.True(line.GetProperty("Milliseconds").GetDouble() >= 0);
        Assert.Equal("the-id", line.GetProperty("RequestId").GetString());
        Assert.DoesNotContain("secret", line.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Logging__LogLevel__Default", "Error", 0)]
    [InlineData("Logging__LogLevel__Serilog.AspNetCore.RequestLoggingMiddleware", "None", 0)]
    [InlineData("Logging__LogLevel__Microsoft", "Error", 1)]
    [InlineData("RODLA_LOG_LEVEL", "warning", 0)]
    public async Task Level_Set_IsFollowed(string name, string level, int expected)
    {
        JsonElement[] lines = await LogAsync(new() { [name] = level }, "/no/such/path");

        Assert.Equal(expected, lines.Count(l => l.TryGetProperty("Path", out _)));
    }

    [Fact]
    public async Task Serilog_Section_AddsToTheLog()
    {
        JsonElement[] lines = await LogAsync(new() { ["Serilog__Properties__Site"] = "north" }, "/no/such/path");

        Assert.All(lines, line => Assert.Equal("north", line.GetProperty("Site").GetString()));
    }

    private static async Task<JsonElement[]> LogAsync(Dictionary<string, string> variables, string path)
    {
        using TemporaryFolder folder = new();
        variables["RODLA_LOG_FILE"] = Path.Combine(folder.Path, "log.json");
        variables.TryAdd("RODLA_LOG_LEVEL", "information");
        await using (ApiServer server = await ApiServer.StartAsync(variables))
        {
            using HttpRequestMessage request = new(HttpMethod.Get, path) { Headers = { { "X-Request-Id", "the-id" } } };
            using HttpResponseMessage response = await server.Client.SendAsync(request);
        }

        string[] files = Directory.GetFiles(folder.Path);
        return files.Length == 0 ? [] : [.. (await File.ReadAllLinesAsync(files[0])).Select(l => JsonSerializer.Deserialize<JsonElement>(l))];
    }
}
