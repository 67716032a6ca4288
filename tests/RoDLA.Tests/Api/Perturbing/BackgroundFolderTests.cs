using System.Net;
using System.Text.Json;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Perturbing;

public sealed class BackgroundFolderTests : IDisposable
{
    private const string List = """[{"type":"background","degree":2}]""";

    private readonly TemporaryFolder _folder = new();

    public BackgroundFolderTests()
    {
        foreach (string name in new[] { "inside", "inside/dark", "inside/light", "outside" })
        {
            Directory.CreateDirectory(Path.Combine(_folder.Path, name));
        }

        Directory.CreateDirectory(Path.Combine(_folder.Path, "inside", "empty"));
        File.WriteAllBytes(Path.Combine(_folder.Path, "inside", "grey.png"), Pages.Make(128));
        File.WriteAllBytes(Path.Combine(_folder.Path, "inside", "dark", "dark.png"), Pages.Make(0));
        File.WriteAllBytes(Path.Combine(_folder.Path, "inside", "light", "light.png"), Pages.Make(230));
        File.WriteAllBytes(Path.Combine(_folder.Path, "outside", "secret.png"), Pages.Make(99));
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "inside", "link"), Path.Combine(_folder.Path, "outside"));
        File.CreateSymbolicLink(
            Path.Combine(_folder.Path, "inside", "empty", "link.png"), Path.Combine(_folder.Path, "outside", "secret.png"));
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../outside")]
    [InlineData("dark/../../outside")]
    [InlineData("dark/..")]
    [InlineData(".")]
    [InlineData("./dark")]
    [InlineData("/etc")]
    [InlineData("/")]
    [InlineData("//")]
    [InlineData("%2e%2e")]
    [InlineData("%2e%2e/outside")]
    [InlineData("..%2foutside")]
    [InlineData("..\\outside")]
    [InlineData("C:\\Windows")]
    [InlineData("\\\\server\\share")]
    [InlineData("dark\u0000")]
    [InlineData("．．/outside")]
    [InlineData("~")]
    [InlineData("link")]
    [InlineData("link/")]
    [InlineData("empty")]
    [InlineData("nowhere")]
    [InlineData("grey.png")]
    public async Task Perturb_FolderThatMayNotBeUsed_Is400InTheFormAndInTheEntry(string name)
    {
        await using ApiServer server = await ServeAsync();
        string entry = JsonSerializer.Serialize(new[] { new { type = "background", degree = 1, background_folder = name } });

        using HttpResponseMessage ofForm = await server.PerturbAsync(("perturbations", List), ("background_folder", name));
        using HttpResponseMessage ofEntry = await server.PerturbAsync(("perturbations", entry));

        JsonElement formProblem = await ProblemAssert.IsAsync(ofForm, HttpStatusCode.BadRequest, "validation_failed");
        JsonElement entryProblem = await ProblemAssert.IsAsync(ofEntry, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal(["background_folder"], ProblemAssert.Fields(formProblem));
        Assert.Equal(["perturbations[0].background_folder"], ProblemAssert.Fields(entryProblem));
        Assert.DoesNotContain(_folder.Path, formProblem.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Perturb_TooLongAName_Is400()
    {
        await using ApiServer server = await ServeAsync();

        using HttpResponseMessage response = await server.PerturbAsync(
            ("perturbations", List), ("background_folder", new string('a', 5000)));

        await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
    }

    [Fact]
    public async Task Perturb_FolderBelow_IsUsedAndAnEntrysGoesFirst()
    {
        await using ApiServer server = await ServeAsync();

        string none = await PictureAsync(server, List);
        string dark = await PictureAsync(server, List, ("background_folder", "dark"));
        string slash = await PictureAsync(server, List, ("background_folder", "dark/"));
        string entry = await PictureAsync(
            server, """[{"type":"background","degree":2,"background_folder":"dark"}]""", ("background_folder", "light"));

        Assert.Equal(3, new HashSet<string>([none, dark, await PictureAsync(server, List, ("background_folder", "light"))]).Count);
        Assert.Equal(dark, slash);
        Assert.Equal(dark, entry);
    }

    [Fact]
    public async Task Perturb_ServiceWithoutPictures_ThePerturbationFails()
    {
        string missing = Path.Combine(_folder.Path, "missing");
        await using ApiServer server = await Pages.ServeAsync(new() { ["RODLA_BACKGROUND_FOLDER"] = missing });

        JsonElement answer = await server.PerturbJsonAsync(("perturbations", List));

        Assert.False(answer.GetProperty("success").GetBoolean());
        Assert.Equal("Applied 0/1 perturbations successfully", answer.GetProperty("message").GetString());
        Assert.Single(answer.GetProperty("perturbations_failed").EnumerateArray());
    }

    [Fact]
    public async Task Perturb_ShippedPictures_WorkWithoutAFolder()
    {
        await using ApiServer server = await Pages.ServeAsync();

        JsonElement answer = await server.PerturbJsonAsync(("perturbations", List));

        Assert.Single(answer.GetProperty("perturbations_applied").EnumerateArray());
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<string> PictureAsync(ApiServer server, string list, params (string, string)[] fields) =>
        (await server.PerturbJsonAsync([("perturbations", list), ("seed", "4"), ("return_base64", "1"), .. fields]))
            .GetProperty("image_base64").GetString()!;

    private Task<ApiServer> ServeAsync() =>
        Pages.ServeAsync(new() { ["RODLA_BACKGROUND_FOLDER"] = Path.Combine(_folder.Path, "inside") });
}
