using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using RoDLA.Imaging;
using RoDLA.Imaging.Writing;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Perturbing;

public sealed partial class PerturbTests
{
    private const string Chain = """[{"type":"defocus","degree":2},{"type":"speckle","degree":1},{"type":"rotation","degree":2}]""";

    [Fact]
    public async Task Perturb_Chain_AnswersAsDocumented()
    {
        await using ApiServer server = await Pages.ServeAsync();

        JsonElement answer = await server.PerturbJsonAsync(("perturbations", Chain));

        Assert.Equal(
            [
                "success", "message", "perturbations_applied", "perturbations_failed", "total_perturbations", "success_rate",
                "original_shape", "perturbed_shape", "image_base64", "saved_path", "seed", "mode", "notes",
            ],
            answer.EnumerateObject().Select(p => p.Name));
        Assert.True(answer.GetProperty("success").GetBoolean());
        Assert.Equal("Applied 3/3 perturbations successfully", answer.GetProperty("message").GetString());
        JsonElement[] applied = [.. answer.GetProperty("perturbations_applied").EnumerateArray()];
        Assert.Equal([1, 2, 3], applied.Select(a => a.GetProperty("order").GetInt32()));
        Assert.Equal(["defocus", "speckle", "rotation"], applied.Select(a => a.GetProperty("type").GetString()));
        Assert.Equal("Successfully applied defocus (degree 2)", applied[0].GetProperty("message").GetString());
        Assert.Equal(0, answer.GetProperty("perturbations_failed").GetArrayLength());
        Assert.Equal(3, answer.GetProperty("total_perturbations").GetInt32());
        Assert.Equal(1.0, answer.GetProperty("success_rate").GetDouble());
        Assert.Equal("[240,180,3]", answer.GetProperty("original_shape").GetRawText());
        Assert.True(answer.GetProperty("perturbed_shape")[1].GetInt32() > Pages.Width);
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("image_base64").ValueKind);
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("saved_path").ValueKind);
        Assert.Equal("standard", answer.GetProperty("mode").GetString());
        Assert.Empty(server.Fake.Requests);
        await server.AssertNothingLeftAsync();
    }

    [Fact]
    public async Task Perturb_SameSeed_IsTheSameToTheByteAndAnotherSeedIsNot()
    {
        await using ApiServer server = await Pages.ServeAsync();
        const string list = """[{"type":"speckle","degree":3},{"type":"texture","degree":1},{"type":"warping","degree":2}]""";

        JsonElement drawn = await server.PerturbJsonAsync(("perturbations", list), ("return_base64", "true"));
        string seed = drawn.GetProperty("seed").GetRawText();
        JsonElement again = await server.PerturbJsonAsync(("perturbations", list), ("return_base64", "true"), ("seed", seed));
        JsonElement other = await server.PerturbJsonAsync(("perturbations", list), ("return_base64", "true"), ("seed", "-12"));

        Assert.StartsWith("data:image/png;base64,", drawn.GetProperty("image_base64").GetString(), StringComparison.Ordinal);
        Assert.Equal(drawn.GetProperty("image_base64").GetString(), again.GetProperty("image_base64").GetString());
        Assert.NotEqual(drawn.GetProperty("image_base64").GetString(), other.GetProperty("image_base64").GetString());
        Assert.Equal(-12, other.GetProperty("seed").GetInt64());
    }

    [Fact]
    public async Task Perturb_SeedOfAnEntry_GoesBeforeTheRequests()
    {
        await using ApiServer server = await Pages.ServeAsync();

        JsonElement own = await server.PerturbJsonAsync(
            ("perturbations", """[{"type":"speckle","degree":3,"seed":99}]"""), ("seed", "1"), ("return_base64", "1"));
        JsonElement whole = await server.PerturbJsonAsync(
            ("perturbations", """[{"type":"speckle","degree":3}]"""), ("seed", "99"), ("return_base64", "1"));

        Assert.Equal(99, own.GetProperty("perturbations_applied")[0].GetProperty("seed").GetInt64());
        Assert.Equal(1, own.GetProperty("seed").GetInt64());
        Assert.Equal(whole.GetProperty("image_base64").GetString(), own.GetProperty("image_base64").GetString());
    }

    [Fact]
    public async Task Perturb_Mode_DecidesTheBehaviour()
    {
        await using ApiServer server = await Pages.ServeAsync();
        const string list = """[{"type":"defocus","degree":1}]""";

        JsonElement standard = await server.PerturbJsonAsync(("perturbations", list), ("quality", "yes"));
        JsonElement reference = await server.PerturbJsonAsync(("perturbations", list), ("quality", "yes"), ("mode", "Reference"));

        Assert.Equal("reference", reference.GetProperty("mode").GetString());
        Assert.Equal(JsonValueKind.Null, reference.GetProperty("quality").GetProperty("psnr").ValueKind);
        Assert.InRange(standard.GetProperty("quality").GetProperty("psnr").GetDouble(), 5, 60);
        Assert.InRange(standard.GetProperty("quality").GetProperty("ms_ssim").GetDouble(), 0, 0.9999);
    }

    [Fact]
    public async Task Perturb_BoxesAndPolygons_ComeBackMoved()
    {
        await using ApiServer server = await Pages.ServeAsync();

        JsonElement answer = await server.PerturbJsonAsync(
            ("perturbations", """[{"type":"rotation","degree":3}]"""),
            ("boxes", "[[0, 0, 180, 240], [60, 60, 90, 70]]"),
            ("polygons", "[[0,0, 180,0, 180,240, 0,240]]"));

        int[] shape = [.. answer.GetProperty("perturbed_shape").EnumerateArray().Select(n => n.GetInt32())];
        float[][] boxes = [.. answer.GetProperty("boxes").EnumerateArray().Select(Numbers)];
        float[] ring = Numbers(answer.GetProperty("polygons")[0]);
        Assert.Equal(2, boxes.Length);
        Assert.Equal([0, 0, shape[1], shape[0]], boxes[0].Select(n => (int)MathF.Round(n)));
        Assert.True(boxes[1][2] - boxes[1][0] > 30);
        Assert.Equal(8, ring.Length);
        Assert.Equal(0, ring.Where((_, i) => i % 2 == 0).Min(), 1f);
        Assert.Equal(shape[1], ring.Where((_, i) => i % 2 == 0).Max(), 1f);
    }

    [Fact]
    public async Task Perturb_NothingMoves_BoxesComeBackAsTheyWere()
    {
        await using ApiServer server = await Pages.ServeAsync();

        JsonElement answer = await server.PerturbJsonAsync(
            ("perturbations", """[{"type":"ink_holdout","degree":2}]"""), ("boxes", "[[1.5,2,3,4]]"), ("polygons", "[]"));

        Assert.Equal("[[1.5,2,3,4]]", answer.GetProperty("boxes").GetRawText());
        Assert.Equal("[]", answer.GetProperty("polygons").GetRawText());
    }

    [Fact]
    public async Task Perturb_SaveImage_KeepsEveryPageUnderANameOfItsOwn()
    {
        await using ApiServer server = await Pages.ServeAsync();

        JsonElement[] answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => server.PerturbJsonAsync(
            ("perturbations", Chain), ("save_image", "true"), ("seed", $"{i}"), ("return_base64", "true"))));

        string[] names = [.. answers.Select(a => a.GetProperty("saved_path").GetString()!)];
        Assert.Equal(4, names.Distinct(StringComparer.Ordinal).Count());
        Assert.All(names, n => Assert.Matches(SavedName(), n));
        string folder = Path.Combine(server.Outputs, "perturbations");
        Assert.Equal(
            names.Order(StringComparer.Ordinal),
            Directory.GetFiles(folder).Select(f => "outputs/perturbations/" + Path.GetFileName(f)).Order(StringComparer.Ordinal));
        foreach (JsonElement answer in answers)
        {
            byte[] kept = await File.ReadAllBytesAsync(server.Saved(answer));
            Assert.EndsWith(Convert.ToBase64String(kept), answer.GetProperty("image_base64").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Perturb_FolderCannotBeWritten_TheAnswerComesWithoutAPath()
    {
        await using ApiServer server = await Pages.ServeAsync();
        await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(server.Outputs).FullName, "perturbations"), "in the way");

        JsonElement answer = await server.PerturbJsonAsync(("perturbations", Chain), ("save_image", "true"));

        Assert.Equal(JsonValueKind.Null, answer.GetProperty("saved_path").ValueKind);
        Assert.True(answer.GetProperty("success").GetBoolean());
    }

    [Theory]
    [InlineData(null, "true", null, "image/png")]
    [InlineData(null, "true", "jpeg", "image/jpeg")]
    [InlineData("image/webp", null, null, "image/webp")]
    [InlineData("image/*", null, null, "image/png")]
    [InlineData("image/jpeg, */*;q=0.5", null, null, "image/jpeg")]
    [InlineData("image/jpeg", null, "png", "image/png")]
    [InlineData("application/json, image/png;q=0.9", null, null, "application/json")]
    [InlineData("image/png", "false", null, "application/json")]
    [InlineData("*/*", null, "webp", "application/json")]
    public async Task Perturb_Accept_DecidesWhetherThePictureIsTheAnswer(
        string? accept, string? returnImage, string? output, string expected)
    {
        await using ApiServer server = await Pages.ServeAsync();
        List<(string, string)> fields = [("perturbations", Chain), ("seed", "7")];
        fields.AddRange(returnImage is null ? [] : [("return_image", returnImage)]);
        fields.AddRange(output is null ? [] : [("output", output)]);
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/perturb") { Content = ApiServer.Form(Pages.Png, [.. fields]) };
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        using HttpResponseMessage response = await server.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(expected, response.Content.Headers.ContentType?.MediaType);
        if (expected != "application/json")
        {
            Assert.Equal("7", Assert.Single(response.Headers.GetValues("X-Perturbation-Seed")));
            Assert.Equal("defocus:2,speckle:1,rotation:2", Assert.Single(response.Headers.GetValues("X-Perturbations-Applied")));
            using PageImage page = await Pages.DecodeAsync(await response.Content.ReadAsByteArrayAsync());
            Assert.True(page.Width > Pages.Width);
        }
    }

    [Fact]
    public async Task Perturb_WatermarkText_IsTheOneOnThePage()
    {
        await using ApiServer server = await Pages.ServeAsync();

        JsonElement own = await server.PerturbJsonAsync(
            ("perturbations", """[{"type":"watermark","degree":3,"text":"COPY"}]"""), ("seed", "1"), ("return_base64", "1"));
        JsonElement usual = await server.PerturbJsonAsync(
            ("perturbations", """[{"type":"watermark","degree":3}]"""), ("seed", "1"), ("return_base64", "1"));

        Assert.NotEqual(usual.GetProperty("image_base64").GetString(), own.GetProperty("image_base64").GetString());
    }

    [Fact]
    public async Task Perturb_OneFails_TheOthersAreApplied()
    {
        await using ApiServer server = await Pages.ServeAsync();
        using PageImage dot = PageImage.Rent(3, 3);
        dot.Pixels.Fill(9);
        using MultipartFormDataContent form = ApiServer.Form(
            ImageWriter.ToPng(dot), ("perturbations", """[{"type":"background","degree":1},{"type":"defocus","degree":2}]"""));

        using HttpResponseMessage response = await server.Client.PostAsync(new Uri("/api/perturb", UriKind.Relative), form);

        JsonElement answer = await ApiServer.JsonAsync(response);
        Assert.True(answer.GetProperty("success").GetBoolean());
        Assert.Equal("Applied 1/2 perturbations successfully", answer.GetProperty("message").GetString());
        Assert.Equal(0.5, answer.GetProperty("success_rate").GetDouble());
        JsonElement failed = Assert.Single(answer.GetProperty("perturbations_failed").EnumerateArray());
        Assert.Equal(1, failed.GetProperty("order").GetInt32());
        Assert.Contains("too small", failed.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Perturb_RotationsThatWouldGrowThePageTooFar_Is422()
    {
        await using ApiServer server = await Pages.ServeAsync(new() { ["RODLA_MAX_PIXELS"] = "50000" });
        const string turn = """{"type":"rotation","degree":3}""";

        using HttpResponseMessage one = await server.PerturbAsync(("perturbations", $"[{turn}]"));
        using HttpResponseMessage five = await server.PerturbAsync(("perturbations", $"[{turn},{turn},{turn},{turn},{turn}]"));

        Assert.Equal(HttpStatusCode.OK, one.StatusCode);
        await ProblemAssert.IsAsync(five, HttpStatusCode.UnprocessableEntity, "too_many_pixels");
    }

    [Fact]
    public async Task Perturb_CommentsAndTrailingCommas_AreLetPass()
    {
        await using ApiServer server = await Pages.ServeAsync();

        JsonElement answer = await server.PerturbJsonAsync(
            ("perturbations", "[ {\"type\": \"Defocus\", // mild\n \"degree\": 1, \"background_folder\": null},\n]"));

        Assert.Equal("defocus", answer.GetProperty("perturbations_applied")[0].GetProperty("type").GetString());
    }

    [GeneratedRegex(@"^outputs/perturbations/page_pert_defocus2_speckle1_rotation2_\d{8}_\d{6}(_\d+)?\.png$")]
    private static partial Regex SavedName();

    private static float[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(n => n.GetSingle())];
}
