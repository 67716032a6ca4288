using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RoDLA.Analysis.Storage;
using RoDLA.Api.Access;
using RoDLA.Cli.Keys;
using RoDLA.Detection;
using RoDLA.Imaging;
using RoDLA.Imaging.Reading;
using RoDLA.Tests.Analysis.Evaluation;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Robustness;

/// <summary>Robustness jobs over pages with one red rectangle each, which <see cref="InkDetector"/> finds.</summary>
public sealed class RobustnessTests
{
    private const string Coco = """
        {"images":[{"id":2,"file_name":"a.png","width":200,"height":300},{"id":1,"file_name":"b.png","width":200,"height":300}],
         "annotations":[{"id":1,"image_id":2,"category_id":4,"bbox":[20,40,80,50],"area":4000},
                        {"id":2,"image_id":1,"category_id":4,"bbox":[30,40,80,50],"area":4000}],
         "categories":[{"id":4,"name":"text"}]}
        """;

    private const string Yolo = "1 0.3 0.216667 0.4 0.166667\n";

    private const string Voc = """
        <annotation><size><width>200</width><height>300</height></size>
        <object><name>Text</name><bndbox><xmin>{0}</xmin><ymin>40</ymin><xmax>{1}</xmax><ymax>90</ymax></bndbox></object></annotation>
        """;

    public static TheoryData<string> Labels => ["coco", "yolo", "voc"];

    [Theory]
    [MemberData(nameof(Labels))]
    public async Task Post_ArchiveWithLabels_IsEvaluatedAgainstThem(string format)
    {
        await using ApiServer server = await StartAsync();

        JsonElement accepted = await PostAsync(server, [("set.zip", Zip(format))], ("perturbations", "defocus:1,rotation"), ("name", "two pages"));

        Assert.Equal(
            ("labels", format, 2, 2, 5),
            (accepted.GetProperty("truth").GetString(), accepted.GetProperty("label_format").GetString(),
                accepted.GetProperty("total_images").GetInt32(), accepted.GetProperty("labelled_boxes").GetInt32(),
                accepted.GetProperty("cells").GetInt32()));
        string id = accepted.GetProperty("job_id").GetString()!;
        Assert.Equal("completed", (await server.EndAsync(id)).GetProperty("status").GetString());
        JsonElement report = await JsonAsync(server, accepted.GetProperty("report_endpoint").GetString()!);
        Assert.Equal("two pages", report.GetProperty("data").GetProperty("name").GetString());
        Assert.Equal(1, report.GetProperty("clean").GetProperty("map50").GetDouble());
        Assert.Equal(2, report.GetProperty("perturbations").GetArrayLength());
        Assert.Equal(3, report.GetProperty("perturbations")[1].GetProperty("degrees").GetArrayLength());
    }

    [Fact]
    public async Task Post_PagesWithoutLabels_AreEvaluatedAgainstTheirCleanDetections()
    {
        await using ApiServer server = await StartAsync();

        JsonElement accepted = await PostAsync(
            server, [("a.png", DatasetEvaluationTests.Page(20))], ("perturbations", "rotation:1"), ("score_thr", "0.2"));

        Assert.Equal("clean_detections", accepted.GetProperty("truth").GetString());
        Assert.Contains("no labels", accepted.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
        string id = accepted.GetProperty("job_id").GetString()!;
        await server.EndAsync(id);
        JsonElement report = await JsonAsync(server, $"/api/robustness/{id}/report.json");
        Assert.Equal(1, report.GetProperty("clean").GetProperty("map").GetDouble());
        Assert.Contains("no labels", report.GetProperty("truth_note").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("html", "text/html", "<!DOCTYPE html>")]
    [InlineData("csv", "text/csv", "cell,pages,map,")]
    [InlineData("md", "text/markdown", "# ink on ")]
    [InlineData("svg", "image/svg+xml", "<svg ")]
    public async Task GetReport_Form_IsServed(string format, string type, string start)
    {
        await using ApiServer server = await StartAsync();
        JsonElement accepted = await PostAsync(server, [("a.png", DatasetEvaluationTests.Page(20))], ("perturbations", "defocus:1"));
        string id = accepted.GetProperty("job_id").GetString()!;
        await server.EndAsync(id);

        using HttpResponseMessage response =
            await server.Client.GetAsync(new Uri($"/api/robustness/{id}/report.{format}", UriKind.Relative));

        Assert.Equal((HttpStatusCode.OK, type), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.Equal(format == "html", response.Headers.GetValues("Content-Security-Policy").Single().Contains("img-src data:", StringComparison.Ordinal));
        Assert.StartsWith(start, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetReport_BrowserOrProgram_GetsItsForm()
    {
        await using ApiServer server = await StartAsync();
        JsonElement accepted = await PostAsync(server, [("a.png", DatasetEvaluationTests.Page(20))], ("perturbations", "none"));
        Uri report = new(accepted.GetProperty("report_endpoint").GetString()!, UriKind.Relative);
        await server.EndAsync(accepted.GetProperty("job_id").GetString()!);
        using HttpRequestMessage browser = new(HttpMethod.Get, report) { Headers = { { "Accept", "text/html,application/xhtml+xml,*/*;q=0.8" } } };

        using HttpResponseMessage html = await server.Client.SendAsync(browser);
        using HttpResponseMessage json = await server.Client.GetAsync(report);

        Assert.Equal("text/html", html.Content.Headers.ContentType!.MediaType);
        Assert.Equal("application/json", json.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task GetReport_JobThatIsNone_IsNotFound()
    {
        await using ApiServer server = await StartAsync();
        string id = await server.SubmitAsync(1);
        await server.EndAsync(id);

        using HttpResponseMessage other = await server.Client.GetAsync(new Uri($"/api/robustness/{id}/report", UriKind.Relative));
        using HttpResponseMessage form = await server.Client.GetAsync(new Uri($"/api/robustness/{id}/report.pdf", UriKind.Relative));
        using HttpResponseMessage none = await server.Client.GetAsync(new Uri("/api/robustness/job_aaaaaaaaaaaa/report", UriKind.Relative));

        await ProblemAssert.IsAsync(other, HttpStatusCode.NotFound, "not_found");
        await ProblemAssert.IsAsync(form, HttpStatusCode.NotFound, "not_found");
        await ProblemAssert.IsAsync(none, HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task GetReport_UnfinishedJob_IsAWrongState()
    {
        await using ApiServer server = await StartAsync();
        JsonElement accepted = await PostAsync(
            server, [("a.png", DatasetEvaluationTests.Page(20))], ("not_before", DateTimeOffset.UtcNow.AddHours(1).ToString("O")));

        using HttpResponseMessage response =
            await server.Client.GetAsync(new Uri(accepted.GetProperty("report_endpoint").GetString()!, UriKind.Relative));

        await ProblemAssert.IsAsync(response, HttpStatusCode.Conflict, "wrong_state");
    }

    [Theory]
    [InlineData("perturbations", "fog", "perturbations")]
    [InlineData("protocol", "voc", "protocol")]
    [InlineData("mapping", "mine", "mapping")]
    [InlineData("mapping", "{\"name\": 3}", "mapping")]
    public async Task Post_WrongField_IsRefused(string field, string value, string named)
    {
        await using ApiServer server = await StartAsync();

        using HttpResponseMessage response = await SendAsync(server, [("a.png", DatasetEvaluationTests.Page(20))], (field, value));

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal(named, problem.GetProperty("errors")[0].GetProperty("field").GetString());
        await ApiServer.EventuallyAsync(() => server.JobFolders().Length == 0);
    }

    [Theory]
    [InlineData("\"a.png\"", "\"c.png\"", "'a.png' is not among the images")]
    [InlineData("\"width\":200", "\"width\":201", "201×300 pixels in the COCO file")]
    [InlineData("\"category_id\":4", "\"category_id\":5", "none of the categories")]
    [InlineData("\"name\":\"text\"", "\"name\":\"cat\"", "cannot be matched")]
    [InlineData("\"categories\"", "\"kinds\"", "needs 'images', 'annotations' and 'categories'")]
    [InlineData("{\"images\"", "[{\"images\"", "is not JSON")]
    public async Task Post_LabelsWithAMistake_AreRefused(string text, string mistake, string message)
    {
        await using ApiServer server = await StartAsync();
        byte[] labels = Encoding.UTF8.GetBytes(Coco.Replace(text, mistake, StringComparison.Ordinal));

        using HttpResponseMessage response = await SendAsync(
            server, [("a.png", DatasetEvaluationTests.Page(20)), ("b.png", DatasetEvaluationTests.Page(30)), ("gt.json", labels)]);

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Contains(message, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        await ApiServer.EventuallyAsync(() => server.JobFolders().Length == 0);
    }

    [Fact]
    public async Task Post_MoreImagesThanMayBe_IsRefused()
    {
        await using ApiServer server = await StartAsync(new() { ["RODLA_BATCH_MAX_ROBUSTNESS_IMAGES"] = "1" });

        using HttpResponseMessage response = await SendAsync(
            server, [("a.png", DatasetEvaluationTests.Page(20)), ("b.png", DatasetEvaluationTests.Page(30))]);

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Contains("Maximum 1 images allowed, got 2", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_PageThatCannotBeRead_FailsAloneAndIsTold()
    {
        await using ApiServer server = await StartAsync();
        byte[] broken = DatasetEvaluationTests.Page(30)[..60];

        JsonElement accepted = await PostAsync(
            server, [("a.png", DatasetEvaluationTests.Page(20)), ("broken.png", broken)], ("perturbations", "defocus:1"), ("max_retries", "0"));

        string id = accepted.GetProperty("job_id").GetString()!;
        Assert.Equal("partial", (await server.EndAsync(id)).GetProperty("status").GetString());
        JsonElement report = await JsonAsync(server, $"/api/robustness/{id}/report");
        Assert.Equal(1, report.GetProperty("clean").GetProperty("pages").GetInt32());
        Assert.StartsWith("broken.png: ", report.GetProperty("data").GetProperty("failed_pages")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetReport_JobOfAnotherKey_IsNotFound()
    {
        using TemporaryFolder folder = new();
        string file = Path.Combine(folder.Path, "keys.json");
        (ApiKey first, string own) = ApiKey.Create("first", AccessRole.Submit, DateTimeOffset.UtcNow);
        (ApiKey second, string other) = ApiKey.Create("second", AccessRole.Submit, DateTimeOffset.UtcNow);
        await KeyFile.WriteAsync(file, [first, second], CancellationToken.None);
        await using ApiServer server = await StartAsync(new() { ["RODLA_API_KEYS_FILE"] = file });
        server.Client.DefaultRequestHeaders.Add(ApiKeyHandler.HeaderName, own);
        JsonElement accepted = await PostAsync(server, [("a.png", DatasetEvaluationTests.Page(20))], ("perturbations", "none"));
        await server.EndAsync(accepted.GetProperty("job_id").GetString()!);
        Uri report = new(accepted.GetProperty("report_endpoint").GetString()!, UriKind.Relative);

        using HttpResponseMessage mine = await server.Client.GetAsync(report);
        server.Client.DefaultRequestHeaders.Remove(ApiKeyHandler.HeaderName);
        server.Client.DefaultRequestHeaders.Add(ApiKeyHandler.HeaderName, other);
        using HttpResponseMessage foreign = await server.Client.GetAsync(report);

        Assert.Equal(HttpStatusCode.OK, mine.StatusCode);
        await ProblemAssert.IsAsync(foreign, HttpStatusCode.NotFound, "not_found");
    }

    private static byte[] Zip(string format)
    {
        (string, byte[])[] pages = [("set/images/a.png", DatasetEvaluationTests.Page(20)), ("set/images/b.png", DatasetEvaluationTests.Page(30))];
        (string, string)[] labels = format switch
        {
            "coco" => [("set/gt.json", Coco)],
            "yolo" =>
            [
                ("set/labels/a.txt", Yolo), ("set/labels/b.txt", Yolo.Replace("0.3 ", "0.35 ", StringComparison.Ordinal)),
                ("set/data.yaml", "path: .\nnames:\n  0: Picture\n  1: \"Text\"\n"),
            ],
            _ =>
            [
                ("set/Annotations/a.xml", Voc.Replace("{0}", "20", StringComparison.Ordinal).Replace("{1}", "100", StringComparison.Ordinal)),
                ("set/Annotations/b.xml", Voc.Replace("{0}", "30", StringComparison.Ordinal).Replace("{1}", "110", StringComparison.Ordinal)),
            ],
        };
        using MemoryStream zip = new();
        using (ZipArchive archive = new(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] bytes) in pages.Concat(labels.Select(l => (l.Item1, Encoding.UTF8.GetBytes(l.Item2)))))
            {
                using Stream entry = archive.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        return zip.ToArray();
    }

    private static Task<ApiServer> StartAsync(Dictionary<string, string>? variables = null) => ApiServer.StartAsync(variables, replace: services =>
    {
        services.Replace(ServiceDescriptor.Singleton<IPageReader>(new PageReader(new ImagingOptions(), TimeProvider.System)));
        services.Replace(ServiceDescriptor.Singleton<ILayoutDetector>(new InkDetector()));
    });

    private static async Task<JsonElement> JsonAsync(ApiServer server, string path)
    {
        using HttpResponseMessage response = await server.GetAsync(path);
        return await response.JsonAsync(HttpStatusCode.OK);
    }

    private static Task<HttpResponseMessage> SendAsync(
        ApiServer server, IEnumerable<(string, byte[])> files, params (string, string)[] fields) =>
        server.Client.PostAsync(new Uri("/api/robustness", UriKind.Relative), BatchCalls.Form(files, fields));

    private static async Task<JsonElement> PostAsync(
        ApiServer server, IEnumerable<(string, byte[])> files, params (string, string)[] fields)
    {
        using HttpResponseMessage response = await SendAsync(server, files, fields);
        return await response.JsonAsync(HttpStatusCode.Accepted);
    }
}
