using System.Text.Json;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.ModelInfo;

public sealed class ModelInfoTests
{
    [Fact]
    public async Task ModelInfo_ShippedModel_HasEveryKeyOfTheDocument()
    {
        await using ApiServer server = await ApiServer.StartAsync(real: true);

        using HttpResponseMessage response = await server.Client.GetAsync(new Uri("/api/model-info", UriKind.Relative));

        JsonElement info = await ApiServer.JsonAsync(response);
        string[] keys =
        [
            "model_name", "paper", "num_classes", "classes", "backbone", "detection_framework", "dataset", "max_detections_per_image",
            "state_of_the_art_performance",
        ];
        Assert.Equal(keys, info.EnumerateObject().Select(p => p.Name).Take(keys.Length));
        Assert.Equal(JsonValueKind.Null, info.GetProperty("paper").ValueKind);
        JsonElement scores = info.GetProperty("state_of_the_art_performance");
        Assert.Equal(["clean_mAP", "perturbed_avg_mAP", "mRD_score"], scores.EnumerateObject().Select(p => p.Name).Take(3));
        Assert.InRange(scores.GetProperty("clean_mAP").GetDouble(), 1, 100);
        Assert.Equal(JsonValueKind.Null, scores.GetProperty("mRD_score").ValueKind);
        Assert.False(string.IsNullOrEmpty(info.GetProperty("performance_dataset").GetString()));
    }
}
