using System.Net;
using System.Text.Json;
using RoDLA.Analysis.Pipeline;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Detection;

/// <summary>Which charts an answer has, and how it gives them.</summary>
public sealed class DetectChartsTests
{
    [Fact]
    public async Task Detect_Charts_AreThoseThatWereNamed()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.DetectAsync(("charts", "spatial_heatmap, class_distribution"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["spatial_heatmap", "class_distribution"], Assert.Single(server.Fake.Requests).Charts);
    }

    [Theory]
    [InlineData("pie", "There is no chart 'pie'")]
    [InlineData("size_distribution,size_distribution", "It names a chart twice.")]
    public async Task Detect_WrongCharts_Is400(string charts, string reason)
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.DetectAsync(("charts", charts));

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal(["charts"], ProblemAssert.Fields(problem));
        Assert.Contains(reason, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(server.Fake.Requests);
    }

    [Fact]
    public async Task Detect_Links_NameTheSavedFiles()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.DetectAsync(("visualizations", "links"));

        JsonElement charts = (await ApiServer.JsonAsync(response)).GetProperty("visualizations");
        string path = charts.GetProperty("class_distribution").GetString()!;
        Assert.StartsWith("outputs/page_", path, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, charts.GetProperty("spatial_heatmap").ValueKind);
        byte[] picture = await server.Client.GetByteArrayAsync(new Uri("/api/" + path, UriKind.Relative));
        Assert.Equal(Convert.FromBase64String(Reports.Pixel), picture);
    }

    [Fact]
    public async Task Detect_LinksOfAnAnswerThatIsNotSaved_Is400()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.DetectAsync(("visualizations", "links"), ("save_json", "false"));

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal(["visualizations"], ProblemAssert.Fields(problem));
    }
}
