using System.Net;
using System.Text.Json;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Outputs;

public sealed class OutputTests
{
    [Fact]
    public async Task Get_SavedAnswerAndItsChart_AreGiven()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        using HttpResponseMessage detected = await server.DetectAsync();
        string saved = (await ApiServer.JsonAsync(detected)).GetProperty("saved_path").GetString()!;

        using HttpResponseMessage json = await server.Client.GetAsync(new Uri("/api/" + saved, UriKind.Relative));
        JsonElement answer = await ApiServer.JsonAsync(json);
        string chart = answer.GetProperty("visualizations").GetProperty("class_distribution").GetString()!;
        using HttpResponseMessage picture = await server.Client.GetAsync(new Uri("/api/outputs/" + chart, UriKind.Relative));

        Assert.Equal("application/json", json.Content.Headers.ContentType?.MediaType);
        Assert.Equal(saved, answer.GetProperty("saved_path").GetString());
        Assert.Equal(HttpStatusCode.OK, picture.StatusCode);
        Assert.Equal("image/png", picture.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Detect_ReserveOfTheDiskNotFree_IsOnlyAnsweredWithoutSaving()
    {
        await using ApiServer server = await ApiServer.StartAsync(new Dictionary<string, string> { ["RODLA_BATCH_MIN_FREE_MB"] = "16777216" });

        using HttpResponseMessage saving = await server.DetectAsync();
        using HttpResponseMessage perturbing = await server.Client.PostAsync(
            new Uri("/api/perturb", UriKind.Relative),
            ApiServer.Form(BatchCalls.Pixel, ("perturbations", """[{"type": "defocus", "degree": 1}]"""), ("save_image", "true")));
        using HttpResponseMessage other = await server.DetectAsync(("save_json", "false"));
        using HttpResponseMessage health = await server.GetAsync("/health");

        await ProblemAssert.IsAsync(saving, HttpStatusCode.InsufficientStorage, "insufficient_storage");
        await ProblemAssert.IsAsync(perturbing, HttpStatusCode.InsufficientStorage, "insufficient_storage");
        Assert.Equal(TimeSpan.FromMinutes(1), saving.Headers.RetryAfter?.Delta);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        JsonElement report = await ApiServer.JsonAsync(health);
        Assert.Equal((HttpStatusCode.OK, "degraded"), (health.StatusCode, report.GetProperty("status").GetString()));
        Assert.StartsWith(
            "The disk is nearly full", report.GetProperty("components").GetProperty("disk").GetProperty("note").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing.json")]
    [InlineData("folder")]
    [InlineData("")]
    [InlineData("..%2Fsecret.json")]
    [InlineData("folder%2F..%2F..%2Fsecret.json")]
    [InlineData("%2Fetc%2Fpasswd")]
    [InlineData("folder//page.json")]
    [InlineData("folder%5Cpage.json")]
    [InlineData(".hidden.json")]
    [InlineData(".hidden/page.json")]
    [InlineData("page.json.tmp")]
    [InlineData("link.json")]
    [InlineData("jobs/job_1.json")]
    [InlineData("JOBS/job_1.json")]
    [InlineData("cache/page.json")]
    public async Task Get_WhatIsNoAnswer_Is404(string path)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        string secret = Path.Combine(Path.GetDirectoryName(server.Outputs)!, "secret.json");
        string[] files = ["folder/page.json", ".hidden.json", ".hidden/page.json", "page.json.tmp", "jobs/job_1.json", "cache/page.json"];
        foreach (string file in files.Select(f => Path.Combine(server.Outputs, f)).Append(secret))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, "{}");
        }

        File.CreateSymbolicLink(Path.Combine(server.Outputs, "link.json"), secret);

        using HttpResponseMessage response = await server.Client.GetAsync(new Uri(server.Address + "api/outputs/" + path));

        await ProblemAssert.IsAsync(response, HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Get_FileInAFolder_IsGiven()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        Directory.CreateDirectory(Path.Combine(server.Outputs, "batch_1", "image_001"));
        await File.WriteAllTextAsync(Path.Combine(server.Outputs, "batch_1", "image_001", "Größe 1.json"), "{}");

        string text = await server.Client.GetStringAsync(new Uri("/api/outputs/batch_1/image_001/Größe 1.json", UriKind.Relative));

        Assert.Equal("{}", text);
    }
}
