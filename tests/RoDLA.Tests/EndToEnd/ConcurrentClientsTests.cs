using System.Net;
using System.Text.Json;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.EndToEnd;

public sealed class ConcurrentClientsTests
{
    [Fact]
    public async Task Detect_64ClientsOn20Pages_GivesEachTheSameBytesAsOneClientAlone()
    {
        const int clients = 64;
        IReadOnlyList<byte[]> pages = await Samples.VariationsAsync("article.jpg", 20);
        await using ApiServer server = await ApiServer.StartAsync(real: true);
        await server.ReadyAsync();

        List<string> alone = [];
        foreach (byte[] page in pages)
        {
            alone.Add(await DetectionsAsync(server, page));
        }

        Assert.All(alone, detections => Assert.Contains("class_name", detections, StringComparison.Ordinal));
        await Task.WhenAll(Enumerable.Range(0, clients).Select(async client =>
        {
            for (int i = 0; i < 3; i++)
            {
                int page = ((client * 7) + (i * 5)) % pages.Count;
                Assert.Equal(alone[page], await DetectionsAsync(server, pages[page]));
            }
        }));
        await server.AssertNothingLeftAsync();
    }

    private static async Task<string> DetectionsAsync(ApiServer server, byte[] page)
    {
        using HttpResponseMessage response = await server.DetectAsync(
            ApiServer.Form(page, ("generate_visualizations", "no"), ("save_json", "no"), ("score_thr", "0.05")));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        JsonElement answer = await ApiServer.JsonAsync(response);
        return answer.GetProperty("all_detections").GetRawText();
    }
}
