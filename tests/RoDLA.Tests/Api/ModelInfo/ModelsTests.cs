using System.Net;
using System.Text.Json;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Detection;
using RoDLA.Tests.EndToEnd;
using Xunit;

namespace RoDLA.Tests.Api.ModelInfo;

/// <summary>The models of a service with two.</summary>
public sealed class ModelsTests : IDisposable
{
    private readonly ModelCopies _copies = new("own", "other");

    public void Dispose() => _copies.Dispose();

    [Fact]
    public async Task Models_LoadAndUnload_ChangeTheirState()
    {
        await using ApiServer server = await StartAsync();

        Assert.Equal(["other unloaded False", "own ready True"], await ListAsync(server));

        JsonElement loaded = await PostAsync(server, "other/load", HttpStatusCode.OK);
        Assert.Equal("OTHER", loaded.GetProperty("display_name").GetString());
        Assert.Equal("CPUExecutionProvider", loaded.GetProperty("execution_provider").GetString());
        Assert.Equal(["other ready False", "own ready True"], await ListAsync(server));

        await PostAsync(server, "other/unload", HttpStatusCode.OK);
        Assert.Equal(["other unloaded False", "own ready True"], await ListAsync(server));
    }

    [Theory]
    [InlineData("none/load", HttpStatusCode.NotFound, "not_found", "other, own")]
    [InlineData("none/unload", HttpStatusCode.NotFound, "not_found", "other, own")]
    [InlineData("own/unload", HttpStatusCode.Conflict, "wrong_state", "own model")]
    public async Task Models_WrongNameOrState_IsRefused(string path, HttpStatusCode status, string code, string detail)
    {
        await using ApiServer server = await StartAsync();

        JsonElement problem = await PostAsync(server, path, status);

        Assert.Equal(code, problem.GetProperty("error_code").GetString());
        Assert.Contains(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Models_UnusableModel_SaysWhy()
    {
        _copies.Edit("other", manifest => manifest["sha256"] = new string('0', 64));
        await using ApiServer server = await StartAsync();

        JsonElement problem = await PostAsync(server, "other/load", HttpStatusCode.InternalServerError);
        using HttpResponseMessage response = await server.DetectAsync(Page(("model", "other")));

        Assert.Equal("model_load_error", problem.GetProperty("error_code").GetString());
        Assert.Contains("SHA-256", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        await ProblemAssert.IsAsync(response, HttpStatusCode.InternalServerError, "model_load_error");
        Assert.Equal(["other failed False", "own ready True"], await ListAsync(server));
    }

    [Theory]
    [InlineData("other", null, "other")]
    [InlineData("own, other", "0", "own")]
    [InlineData("own,other", "1", "other")]
    public async Task Detect_ModelOrCascade_NamesTheModelThatFoundTheDetections(string model, string? exit, string expected)
    {
        await using ApiServer server = await StartAsync();

        using HttpResponseMessage response = await server.DetectAsync(Page(("model", model), ("exit_confidence", exit ?? "")));

        JsonElement config = (await ApiServer.JsonAsync(response)).GetProperty("detection_config");
        Assert.Equal(expected, config.GetProperty("model").GetString());
        Assert.Equal(exit is null ? JsonValueKind.Null : JsonValueKind.Array, config.GetProperty("models").ValueKind);
    }

    [Theory]
    [InlineData("model", "third", "There is no model 'third'; there are other, own.")]
    [InlineData("model", "own,third", "There is no model 'third'; there are other, own.")]
    [InlineData("model", "own,own", "It names a model twice.")]
    [InlineData("exit_confidence", "1.1", "It must be a number from 0 to 1")]
    public async Task Detect_WrongModel_Is400(string field, string text, string message)
    {
        await using ApiServer server = await StartAsync();

        using HttpResponseMessage response = await server.DetectAsync(Page((field, text)));

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal([field], ProblemAssert.Fields(problem));
        Assert.Contains(message, problem.GetRawText(), StringComparison.Ordinal);
    }

    private async Task<ApiServer> StartAsync()
    {
        ApiServer server = await ApiServer.StartAsync(
            new Dictionary<string, string> { ["RODLA_MODELS_DIR"] = _copies.Path, ["RODLA_MODEL"] = "own" }, real: true);
        await server.ReadyAsync();
        return server;
    }

    private static MultipartFormDataContent Page(params (string Name, string Value)[] fields) => ApiServer.Form(
        Samples.Read("article.jpg"), "article.jpg", [.. fields, ("generate_visualizations", "no"), ("save_json", "no")]);

    private static async Task<string[]> ListAsync(ApiServer server)
    {
        using HttpResponseMessage response = await server.Client.GetAsync(new Uri("/api/v1/models", UriKind.Relative));
        return
        [
            .. (await ApiServer.JsonAsync(response)).GetProperty("models").EnumerateArray().Select(model =>
                $"{model.GetProperty("name").GetString()} {model.GetProperty("state").GetString()} {model.GetProperty("is_default").GetBoolean()}"),
        ];
    }

    private static async Task<JsonElement> PostAsync(ApiServer server, string path, HttpStatusCode status)
    {
        using HttpResponseMessage response = await server.Client.PostAsync(new Uri("/api/v1/models/" + path, UriKind.Relative), content: null);
        Assert.Equal(status, response.StatusCode);
        return JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());
    }
}
