using System.Net;
using System.Text.Json;
using RoDLA.Imaging;
using RoDLA.Perturbations;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Perturbing;

public sealed class GeneratePerturbationsTests
{
    [Fact]
    public async Task Generate_Page_AnswersTheOriginalAndAllThirtySix()
    {
        await using ApiServer server = await Pages.ServeAsync();

        using HttpResponseMessage response = await GenerateAsync(server, ("seed", "7"), ("max_side", "120"));

        JsonElement answer = await ApiServer.JsonAsync(response);
        Assert.Equal(["success", "perturbations", "seed", "notes"], answer.EnumerateObject().Select(p => p.Name));
        Assert.Equal(7, answer.GetProperty("seed").GetInt64());
        JsonElement types = answer.GetProperty("perturbations");
        Assert.Equal(PerturbationCatalog.All.Select(p => p.Name).Prepend("original"), types.EnumerateObject().Select(p => p.Name));
        Assert.All(
            types.EnumerateObject().Skip(1),
            t => Assert.Equal(["degree_1", "degree_2", "degree_3"], t.Value.EnumerateObject().Select(d => d.Name)));
        using PageImage original = await Pages.DecodeAsync(types.GetProperty("original").GetProperty("original").GetBytesFromBase64());
        Assert.Equal(new PageSize(90, 120), original.Size);
        using PageImage vibration = await Pages.DecodeAsync(types.GetProperty("vibration").GetProperty("degree_3").GetBytesFromBase64());
        Assert.NotEqual(original.Pixels.ToArray(), vibration.Pixels.ToArray());
    }

    [Fact]
    public async Task Generate_Sheet_IsOnePicture()
    {
        await using ApiServer server = await Pages.ServeAsync();

        using HttpResponseMessage response = await GenerateAsync(server, ("output", "sheet"));

        Assert.Equal("image/jpeg", response.Content.Headers.ContentType?.MediaType);
        using PageImage sheet = await Pages.DecodeAsync(await response.Content.ReadAsByteArrayAsync());
        Assert.True(sheet.Height > 13 * 240);
    }

    [Theory]
    [InlineData("max_side", "0")]
    [InlineData("max_side", "100000")]
    [InlineData("seed", "x")]
    [InlineData("output", "pdf")]
    [InlineData("page", "all")]
    [InlineData("dpi", "1")]
    public async Task Generate_WrongField_Is400(string field, string text)
    {
        await using ApiServer server = await Pages.ServeAsync();

        using HttpResponseMessage response = await GenerateAsync(server, (field, text));

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal([field], ProblemAssert.Fields(problem));
    }

    private static Task<HttpResponseMessage> GenerateAsync(ApiServer server, params (string Name, string Value)[] fields) =>
        server.Client.PostAsync(new Uri("/api/generate-perturbations", UriKind.Relative), ApiServer.Form(Pages.Png, fields));
}
