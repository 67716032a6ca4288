using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RoDLA.Detection;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Detection.Rules;
using RoDLA.Tests.Imaging;
using Xunit;

namespace RoDLA.Tests.Api.Detection;

/// <summary>Layout rules as a field of requests.</summary>
public sealed class RulesTests
{
    private static readonly Dictionary<string, string> NoProlog = new() { ["RODLA_RULES_PROGRAM"] = "no-such-prolog" };

    [ToolTheory(RulesFixture.Tool, RulesFixture.Package)]
    [InlineData("rules", "layout", "layout")]
    [InlineData("rules", "/opt/rules/layout.pl", "layout")]
    [InlineData("rules", "false", null)]
    [InlineData("symbolic_reasoning", "true", "layout")]
    [InlineData("symbolic_reasoning", """{"enabled": true, "rules_file": "C:\\rules\\layout.pl"}""", "layout")]
    [InlineData("symbolic_reasoning", """{"enabled": true}""", "layout")]
    [InlineData("symbolic_reasoning", """{"enabled": false, "rules_file": "layout"}""", null)]
    public async Task Detect_Rules_AreThoseOfTheField(string field, string value, string? expected)
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.DetectAsync((field, value));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(expected, Assert.Single(server.Fake.Requests).Detection.Rules);
    }

    [ToolTheory(RulesFixture.Tool, RulesFixture.Package)]
    [InlineData("rules", "none")]
    [InlineData("rules", "../layout/../x")]
    [InlineData("symbolic_reasoning", """{"enabled": "perhaps"}""")]
    [InlineData("symbolic_reasoning", """{"enabled": """)]
    public async Task Detect_WrongRules_AreAMistakeOfTheField(string field, string value)
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.DetectAsync((field, value));

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal([field], ProblemAssert.Fields(problem));
        Assert.Empty(server.Fake.Requests);
    }

    [Theory]
    [InlineData("/api/detect")]
    [InlineData("/api/detect-batch")]
    public async Task Post_RulesWithoutProlog_Is501(string path)
    {
        await using ApiServer server = await ApiServer.StartAsync(NoProlog);
        using MultipartFormDataContent form = path == "/api/detect"
            ? ApiServer.Form([1, 2, 3], ("rules", "layout"))
            : BatchCalls.Pages(1, ("rules", "layout"));

        using HttpResponseMessage response = await server.Client.PostAsync(new Uri(path, UriKind.Relative), form);

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.NotImplemented, "rules_not_installed");
        Assert.Contains("apt install swi-prolog-nox", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(server.JobFolders());
    }

    [Fact]
    public async Task Health_WithoutProlog_SaysWhatToInstallAndStaysHealthy()
    {
        await using ApiServer server = await ApiServer.StartAsync(NoProlog);

        JsonElement health = await server.GetJsonAsync("/health");

        JsonElement rules = health.GetProperty("components").GetProperty("rules");
        Assert.Equal("ok", rules.GetProperty("status").GetString());
        Assert.False(rules.GetProperty("installed").GetBoolean());
        Assert.Equal(["layout"], rules.GetProperty("names").EnumerateArray().Select(n => n.GetString()));
        Assert.Contains("swi-prolog-nox", rules.GetProperty("note").GetString(), StringComparison.Ordinal);
    }

    [ToolFact(RulesFixture.Tool, RulesFixture.Package)]
    public async Task Detect_RealPage_TellsWhatTheRulesChanged()
    {
        await using ApiServer server = await ApiServer.StartAsync(real: true);
        Assert.True(await server.App.Services.GetRequiredService<ILayoutDetector>().WhenReadyAsync(CancellationToken.None));
        byte[] page = await File.ReadAllBytesAsync(Path.Combine(RepositoryRoot.Path, "samples", "article.jpg"));

        using HttpResponseMessage plain = await server.DetectAsync(ApiServer.Form(page, ("score_thr", "0.05")));
        using HttpResponseMessage ruled = await server.DetectAsync(ApiServer.Form(page, ("score_thr", "0.05"), ("rules", "layout")));

        JsonElement before = await ApiServer.JsonAsync(plain);
        JsonElement after = await ApiServer.JsonAsync(ruled);
        Assert.False(before.TryGetProperty("rules", out _));
        Assert.Equal("layout", after.GetProperty("detection_config").GetProperty("rules").GetString());
        JsonElement[] changes = [.. after.GetProperty("rules").EnumerateArray()];
        Assert.NotEmpty(changes);
        Assert.Equal(
            before.GetProperty("all_detections").GetArrayLength() - changes.Count(c => c.GetProperty("action").GetString() == "drop"),
            after.GetProperty("all_detections").GetArrayLength());
    }

    [ToolFact(RulesFixture.Tool, RulesFixture.Package)]
    public async Task DetectBatch_JsonWithRulesThatAreWrong_IsRefusedAndThoseOfTheServerAreTaken()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        object[] images = [new { base64 = BatchCalls.Pixel }];

        using HttpResponseMessage wrong = await server.PostJsonAsync(new { images, rules = "none" });
        using HttpResponseMessage right = await server.PostJsonAsync(new { images, symbolic_reasoning = new { enabled = true } });

        await ProblemAssert.IsAsync(wrong, HttpStatusCode.BadRequest, "validation_failed");
        Assert.True(right.IsSuccessStatusCode, await right.Content.ReadAsStringAsync());
        await ApiServer.EventuallyAsync(() => !server.Fake.Requests.IsEmpty);
        Assert.Equal("layout", server.Fake.Requests.First().Detection.Rules);
    }
}
