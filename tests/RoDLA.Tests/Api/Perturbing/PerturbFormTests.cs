using System.Net;
using System.Text.Json;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Perturbing;

public sealed class PerturbFormTests
{
    private const string Good = """[{"type":"defocus","degree":1}]""";

    [Theory]
    [InlineData("", "perturbations")]
    [InlineData("[]", "perturbations")]
    [InlineData("null", "perturbations")]
    [InlineData("defocus", "perturbations")]
    [InlineData("[{", "perturbations")]
    [InlineData("{}", "perturbations")]
    [InlineData("[3]", "perturbations[0]")]
    [InlineData("[null]", "perturbations[0]")]
    [InlineData("""[{"type":"defocus"}]""", "perturbations[0].degree")]
    [InlineData("""[{"type":"defocus","degree":0}]""", "perturbations[0].degree")]
    [InlineData("""[{"type":"defocus","degree":4}]""", "perturbations[0].degree")]
    [InlineData("""[{"type":"defocus","degree":1.5}]""", "perturbations[0].degree")]
    [InlineData("""[{"type":"defocus","degree":"two"}]""", "perturbations[0].degree")]
    [InlineData("""[{"type":"\ud800","degree":2}]""", "perturbations[0].type")]
    [InlineData("""[{"type":"watermark","degree":2,"text":"\ud800"}]""", "perturbations[0].text")]
    [InlineData("""[{"type":"defocus","degree":99999999999}]""", "perturbations[0].degree")]
    [InlineData("""[{"degree":2}]""", "perturbations[0].type")]
    [InlineData("""[{"type":"blur","degree":2}]""", "perturbations[0].type")]
    [InlineData("""[{"type":7,"degree":2}]""", "perturbations[0].type")]
    [InlineData("""[{"type":"defocus","degree":1},{"type":"speckle","degree":1,"seed":1.5}]""", "perturbations[1].seed")]
    [InlineData("""[{"type":"watermark","degree":1,"text":"  "}]""", "perturbations[0].text")]
    [InlineData("""[{"type":"watermark","degree":1,"text":5}]""", "perturbations[0].text")]
    public async Task Perturb_WrongList_Is400UnderItsPlace(string list, string field)
    {
        await using ApiServer server = await Pages.ServeAsync();

        using HttpResponseMessage response = await server.PerturbAsync(("perturbations", list));

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal([field], ProblemAssert.Fields(problem));
        await server.AssertNothingLeftAsync();
    }

    [Theory]
    [InlineData("seed", "1.5")]
    [InlineData("seed", "9223372036854775808")]
    [InlineData("mode", "fast")]
    [InlineData("output", "gif")]
    [InlineData("quality", "maybe")]
    [InlineData("return_base64", "2")]
    [InlineData("return_image", "no thanks")]
    [InlineData("save_image", "?")]
    [InlineData("page", "all")]
    [InlineData("page", "0")]
    [InlineData("dpi", "1200")]
    [InlineData("boxes", "1,2,3,4")]
    [InlineData("boxes", "{}")]
    public async Task Perturb_WrongField_Is400(string field, string text)
    {
        await using ApiServer server = await Pages.ServeAsync();

        using HttpResponseMessage response = await server.PerturbAsync(("perturbations", Good), (field, text));

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal([field], ProblemAssert.Fields(problem));
    }

    [Theory]
    [InlineData("boxes", "[[1,2,3,4],[1,2,3]]", "boxes[1]")]
    [InlineData("boxes", "[[3,2,1,4]]", "boxes[0]")]
    [InlineData("boxes", "[[1,2,3,1e30]]", "boxes[0]")]
    [InlineData("boxes", """[[1,2,3,"four"]]""", "boxes[0]")]
    [InlineData("boxes", "[7]", "boxes[0]")]
    [InlineData("polygons", "[[1,2,3,4]]", "polygons[0]")]
    [InlineData("polygons", "[[1,2,3,4,5,6],[1,2,3,4,5,6,7]]", "polygons[1]")]
    public async Task Perturb_WrongShape_Is400UnderItsPlace(string field, string text, string place)
    {
        await using ApiServer server = await Pages.ServeAsync();

        using HttpResponseMessage response = await server.PerturbAsync(("perturbations", Good), (field, text));

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal([place], ProblemAssert.Fields(problem));
    }

    [Theory]
    [InlineData("perturbations", """[{"type":"defocus","degree":"2","seed":"7"}]""")]
    [InlineData("perturbations", """[{"type":"defocus","degree":2.0}]""")]
    [InlineData("perturbations", "\uFEFF" + Good)]
    [InlineData("boxes", """[[1,2,3,"4"]]""")]
    [InlineData("seed", "7.0")]
    [InlineData("seed", "")]
    [InlineData("boxes", "")]
    [InlineData("output", "")]
    [InlineData("background_folder", "")]
    public async Task Perturb_NumberAsTextOrBlankField_Is200(string field, string text)
    {
        await using ApiServer server = await Pages.ServeAsync();

        using HttpResponseMessage response = await server.PerturbAsync(
            field == "perturbations" ? [(field, text)] : [("perturbations", Good), (field, text)]);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Perturb_MoreThanTheLimit_Is400()
    {
        await using ApiServer server = await Pages.ServeAsync(new() { ["RODLA_MAX_PERTURBATIONS"] = "2" });
        const string entry = """{"type":"defocus","degree":1}""";

        using HttpResponseMessage two = await server.PerturbAsync(("perturbations", $"[{entry},{entry}]"));
        using HttpResponseMessage three = await server.PerturbAsync(("perturbations", $"[{entry},{entry},{entry}]"));

        Assert.Equal(HttpStatusCode.OK, two.StatusCode);
        JsonElement problem = await ProblemAssert.IsAsync(three, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal(["perturbations"], ProblemAssert.Fields(problem));
        Assert.Contains("At most 2", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Perturb_ManyMistakes_AllAreTold()
    {
        await using ApiServer server = await Pages.ServeAsync();
        using MultipartFormDataContent form = [];
        form.Add(new StringContent("""[{"type":"x","degree":9,"seed":"a","text":"","background_folder":".."}]"""), "perturbations");
        string[] fields = ["return_base64", "return_image", "save_image", "quality", "seed", "mode", "output", "boxes", "polygons"];
        foreach (string field in fields)
        {
            form.Add(new StringContent("maybe"), field);
        }

        form.Add(new StringContent("/etc"), "background_folder");
        using HttpResponseMessage response = await server.Client.PostAsync(new Uri("/api/perturb", UriKind.Relative), form);

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal(
            [
                "background_folder", "boxes", "file", "mode", "output", "perturbations[0].background_folder", "perturbations[0].degree",
                "perturbations[0].seed", "perturbations[0].text", "perturbations[0].type", "polygons", "quality", "return_base64",
                "return_image", "save_image", "seed",
            ],
            ProblemAssert.Fields(problem));
    }

    [Fact]
    public async Task Perturb_NoPicture_Is415()
    {
        await using ApiServer server = await Pages.ServeAsync();
        using MultipartFormDataContent form = ApiServer.Form("text"u8.ToArray(), ("perturbations", Good));

        using HttpResponseMessage response = await server.Client.PostAsync(new Uri("/api/perturb", UriKind.Relative), form);

        await ProblemAssert.IsAsync(response, HttpStatusCode.UnsupportedMediaType, "unsupported_image");
    }

    [Fact]
    public async Task Perturb_PageBeyondTheLast_Is400()
    {
        await using ApiServer server = await Pages.ServeAsync();

        using HttpResponseMessage response = await server.PerturbAsync(("perturbations", Good), ("page", "2"));

        await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "page_out_of_range");
    }
}
