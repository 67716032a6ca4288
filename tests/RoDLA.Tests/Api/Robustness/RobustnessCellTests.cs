using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RoDLA.Detection;
using RoDLA.Imaging;
using RoDLA.Imaging.Reading;
using RoDLA.Tests.Analysis.Evaluation;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Robustness;

/// <summary>
/// The cells of robustness jobs over pages with one red rectangle each, which <see cref="InkDetector"/> finds: of the two labels of a page
/// one is found and one missed, so that F1 is 2 · 1 / (2 · 1 + 1) = 2/3.
/// </summary>
public sealed class RobustnessCellTests
{
    private const string Labels = """
        {"images":[{"id":1,"file_name":"a.png","width":200,"height":300},{"id":2,"file_name":"b.png","width":200,"height":300},
                   {"id":3,"file_name":"c.png","width":200,"height":300}],
         "annotations":[{"id":1,"image_id":1,"category_id":4,"bbox":[20,40,80,50],"area":4000},
                        {"id":2,"image_id":1,"category_id":4,"bbox":[20,200,80,50],"area":4000},
                        {"id":3,"image_id":2,"category_id":4,"bbox":[30,40,80,50],"area":4000},
                        {"id":4,"image_id":3,"category_id":4,"bbox":[40,40,80,50],"area":4000}],
         "categories":[{"id":4,"name":"Text"}]}
        """;

    [Fact]
    public async Task ListAsync_EndedJob_HasF1OfEveryImageInEveryCell()
    {
        await using ApiServer server = await StartAsync();
        string id = await EvaluateAsync(server, ("perturbations", "defocus:1"));

        JsonElement cells = await JsonAsync(server, $"/api/robustness/{id}/cells");

        Assert.Equal("labels", cells.GetProperty("truth").GetString());
        Assert.Equal(
            [("clean", 3, 0.8889), ("defocus:1", 3, 0.8889)],
            cells.GetProperty("cells").EnumerateArray().Select(c => (
                c.GetProperty("cell").GetString()!, c.GetProperty("images").GetInt32(), c.GetProperty("mean_f1").GetDouble())));
        Assert.Equal(
            [("a.png", 0.6667), ("b.png", 1), ("c.png", 1)],
            cells.GetProperty("images").EnumerateArray().Select(i => (i.GetProperty("image").GetString()!, i.GetProperty("f1")[0].GetDouble())));
    }

    [Fact]
    public async Task ListAsync_JobThatIsNotBegun_HasItsCellsWithoutFigures()
    {
        await using ApiServer server = await StartAsync();
        string id = await SubmitAsync(server, ("not_before", DateTimeOffset.UtcNow.AddHours(1).ToString("O")));

        JsonElement cells = await JsonAsync(server, $"/api/robustness/{id}/cells");
        using HttpResponseMessage boxes = await server.GetAsync($"/api/robustness/{id}/images/0/cells/clean");

        Assert.Equal(37, cells.GetProperty("cells").GetArrayLength());
        Assert.All(cells.GetProperty("cells").EnumerateArray(), cell => Assert.Equal(
            (0, JsonValueKind.Null), (cell.GetProperty("images").GetInt32(), cell.GetProperty("mean_f1").ValueKind)));
        await ProblemAssert.IsAsync(boxes, HttpStatusCode.Conflict, "wrong_state");
    }

    [Fact]
    public async Task GetBoxes_PageWithAMissedTruth_SaysWhichIsMatched()
    {
        await using ApiServer server = await StartAsync();
        string id = await EvaluateAsync(server, ("perturbations", "defocus:1"));

        JsonElement page = await JsonAsync(server, $"/api/robustness/{id}/images/0/cells/clean");

        Assert.Equal((200, 300), (page.GetProperty("width").GetInt32(), page.GetProperty("height").GetInt32()));
        Assert.Equal([true, false], page.GetProperty("truths").EnumerateArray().Select(t => t.GetProperty("is_matched").GetBoolean()));
        JsonElement found = Assert.Single(page.GetProperty("detections").EnumerateArray());
        Assert.True(found.GetProperty("is_matched").GetBoolean());
        Assert.Equal(("Text", 0.3, 20.0, 90.0), (
            found.GetProperty("class_name").GetString(), found.GetProperty("confidence").GetDouble(),
            found.GetProperty("bbox").GetProperty("x1").GetDouble(), found.GetProperty("bbox").GetProperty("y2").GetDouble()));
    }

    [Theory]
    [InlineData("clean")]
    [InlineData("rotation:2")]
    public async Task GetPictureAsync_Cell_IsThePageOfItsBoxes(string cell)
    {
        await using ApiServer server = await StartAsync();
        string id = await EvaluateAsync(server, ("perturbations", "rotation:2"));
        JsonElement page = await JsonAsync(server, $"/api/robustness/{id}/images/1/cells/{cell}");

        byte[] jpeg = await server.Client.GetByteArrayAsync(new Uri($"/api/robustness/{id}/images/1/cells/{cell}/picture", UriKind.Relative));

        DocumentInfo info = (await new PageReader(new ImagingOptions(), TimeProvider.System).OpenAsync(DocumentSource.FromMemory(jpeg), default)).Info;
        Assert.Equal(
            new PageSize(page.GetProperty("width").GetInt32(), page.GetProperty("height").GetInt32()), info.FirstPage);
        Assert.Equal(cell == "clean", info.FirstPage == new PageSize(200, 300));
    }

    [Theory]
    [InlineData("images/3/cells/clean")]
    [InlineData("images/0/cells/rotation:1")]
    [InlineData("images/0/cells/fog")]
    [InlineData("images/0/cells/fog/picture")]
    public async Task GetBoxes_UnknownCell_IsNotFound(string path)
    {
        await using ApiServer server = await StartAsync();
        string id = await EvaluateAsync(server, ("perturbations", "none"));

        using HttpResponseMessage response = await server.GetAsync($"/api/robustness/{id}/{path}");

        await ProblemAssert.IsAsync(response, HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task ListAsync_JobOfDetections_IsNotFound()
    {
        await using ApiServer server = await StartAsync();
        string id = await server.SubmitAsync(1);

        using HttpResponseMessage response = await server.GetAsync($"/api/robustness/{id}/cells");

        await ProblemAssert.IsAsync(response, HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Post_Limit_SpreadsOverThePagesWithTheirLabels()
    {
        await using ApiServer server = await StartAsync();
        string id = await EvaluateAsync(server, ("perturbations", "none"), ("limit", "2"));

        JsonElement cells = await JsonAsync(server, $"/api/robustness/{id}/cells");

        // Of three pages those at 0 and at 3 / 2, rounded down.
        Assert.Equal(
            [(0, "a.png", 0.6667), (1, "b.png", 1)],
            cells.GetProperty("images").EnumerateArray().Select(i => (
                i.GetProperty("index").GetInt32(), i.GetProperty("image").GetString()!, i.GetProperty("f1")[0].GetDouble())));
        Assert.Equal(2, Directory.GetFiles(Path.Combine(server.Outputs, "jobs", id, "input"), "00*").Length);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("many")]
    public async Task Post_WrongLimit_IsRefused(string limit)
    {
        await using ApiServer server = await StartAsync();

        using HttpResponseMessage response = await SendAsync(server, ("limit", limit));

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal("limit", problem.GetProperty("errors")[0].GetProperty("field").GetString());
    }

    private static Task<ApiServer> StartAsync() => ApiServer.StartAsync(replace: services =>
    {
        services.Replace(ServiceDescriptor.Singleton<IPageReader>(new PageReader(new ImagingOptions(), TimeProvider.System)));
        services.Replace(ServiceDescriptor.Singleton<ILayoutDetector>(new InkDetector()));
    });

    private static async Task<JsonElement> JsonAsync(ApiServer server, string path)
    {
        using HttpResponseMessage response = await server.GetAsync(path);
        return await response.JsonAsync(HttpStatusCode.OK);
    }

    private static Task<HttpResponseMessage> SendAsync(ApiServer server, params (string, string)[] fields) => server.Client.PostAsync(
        new Uri("/api/robustness", UriKind.Relative),
        BatchCalls.Form(
            [
                ("a.png", DatasetEvaluationTests.Page(20)), ("b.png", DatasetEvaluationTests.Page(30)), ("c.png", DatasetEvaluationTests.Page(40)),
                ("gt.json", Encoding.UTF8.GetBytes(Labels)),
            ],
            [("score_thr", "0.2"), .. fields]));

    private static async Task<string> SubmitAsync(ApiServer server, params (string, string)[] fields)
    {
        using HttpResponseMessage response = await SendAsync(server, fields);
        return (await response.JsonAsync(HttpStatusCode.Accepted)).GetProperty("job_id").GetString()!;
    }

    private static async Task<string> EvaluateAsync(ApiServer server, params (string, string)[] fields)
    {
        string id = await SubmitAsync(server, fields);
        await server.EndAsync(id);
        return id;
    }
}
