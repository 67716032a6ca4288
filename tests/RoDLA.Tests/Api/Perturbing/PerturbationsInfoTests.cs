using System.Text.Json;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Perturbing;

public sealed class PerturbationsInfoTests
{
    private static readonly string[] Types =
    [
        "defocus", "vibration", "speckle", "texture", "watermark", "background", "ink_holdout", "ink_bleeding",
        "illumination", "rotation", "keystoning", "warping",
    ];

    [Fact]
    public async Task Info_Always_IsAsDocumented()
    {
        JsonElement info = await InfoAsync();

        Assert.Equal(
            ["total_perturbations", "categories", "all_types", "degree_levels", "notes", "types", "modes"],
            info.EnumerateObject().Select(p => p.Name));
        Assert.Equal(12, info.GetProperty("total_perturbations").GetInt32());
        Assert.Equal(Types, Texts(info.GetProperty("all_types")));
        JsonElement categories = info.GetProperty("categories");
        Assert.Equal(["blur", "noise", "content", "inconsistency", "spatial"], categories.EnumerateObject().Select(p => p.Name));
        Assert.Equal(
            "{\"types\":[\"defocus\",\"vibration\"],\"description\":\"Blur effects simulating optical issues\","
                + "\"typical_use\":\"Test robustness to camera/scanning quality\"}",
            categories.GetProperty("blur").GetRawText());
        Assert.Equal(Types, categories.EnumerateObject().SelectMany(c => Texts(c.Value.GetProperty("types"))));
        Assert.Equal("Mild - Subtle effect, barely noticeable", info.GetProperty("degree_levels").GetProperty("1").GetString());
        Assert.Equal("Severe - Strong effect, significant degradation", info.GetProperty("degree_levels").GetProperty("3").GetString());
        JsonElement notes = info.GetProperty("notes");
        Assert.Equal("May change image dimensions slightly", notes.GetProperty("spatial").GetString());
        Assert.Equal("Multiple perturbations applied in order specified", notes.GetProperty("sequential").GetString());
        Assert.Equal("Maximum 5 perturbations per request", notes.GetProperty("max_per_request").GetString());
    }

    [Fact]
    public async Task Info_EveryType_TellsWhatItDoes()
    {
        JsonElement info = await InfoAsync(new() { ["RODLA_MAX_PERTURBATIONS"] = "9" });

        JsonElement types = info.GetProperty("types");
        Assert.Equal(Types, types.EnumerateObject().Select(p => p.Name));
        Assert.All(types.EnumerateObject(), t =>
        {
            Assert.Equal(
                ["category", "description", "use_case", "degree_effects", "random", "moves_boxes"],
                t.Value.EnumerateObject().Select(p => p.Name));
            Assert.Equal(["1", "2", "3"], t.Value.GetProperty("degree_effects").EnumerateObject().Select(p => p.Name));
        });
        Assert.Equal(
            ["rotation", "keystoning", "warping"],
            types.EnumerateObject().Where(t => t.Value.GetProperty("moves_boxes").GetBoolean()).Select(t => t.Name));
        Assert.Equal(
            ["defocus", "ink_holdout", "ink_bleeding"],
            types.EnumerateObject().Where(t => !t.Value.GetProperty("random").GetBoolean()).Select(t => t.Name));
        Assert.Equal(["standard", "reference"], info.GetProperty("modes").EnumerateObject().Select(p => p.Name));
        Assert.Equal("Maximum 9 perturbations per request", info.GetProperty("notes").GetProperty("max_per_request").GetString());
    }

    private static string?[] Texts(JsonElement array) => [.. array.EnumerateArray().Select(t => t.GetString())];

    private static async Task<JsonElement> InfoAsync(Dictionary<string, string>? variables = null)
    {
        await using ApiServer server = await ApiServer.StartAsync(variables);
        using HttpResponseMessage response = await server.Client.GetAsync(new Uri("/api/perturbations/info", UriKind.Relative));
        return await ApiServer.JsonAsync(response);
    }
}
