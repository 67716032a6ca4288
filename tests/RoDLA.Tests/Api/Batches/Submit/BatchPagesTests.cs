using System.Net;
using System.Text.Json;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Batches.Submit;

/// <summary>Pages of documents that are sent to <c>/api/v1/batch</c>.</summary>
public sealed class BatchPagesTests
{
    [Theory]
    [InlineData("pages", "\"all\"", new[] { 1, 2, 3 })]
    [InlineData("pages", "2", new[] { 2 })]
    [InlineData("page", "\"3\"", new[] { 3 })]
    [InlineData("seed", "1", new[] { 1 })]
    public async Task Create_DocumentWithPages_GivesAnImageAPage(string field, string value, int[] expected)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        server.Fake.PageCount = 3;

        using HttpResponseMessage response = await server.PostJsonAsync(Body(2, $"\"{field}\": {value}"));

        JsonElement answer = await response.JsonAsync(HttpStatusCode.Created);
        Assert.Equal(2 * expected.Length, answer.GetProperty("total_images").GetInt32());
        string jobId = answer.GetProperty("job_id").GetString()!;
        await server.EndAsync(jobId);
        JsonElement job = await server.GetJsonAsync($"/api/v1/batch/{jobId}");
        Assert.Equal(2 * expected.Length, job.GetProperty("completed").GetInt32());
        Assert.Equal([.. expected, .. expected], job.GetProperty("images").EnumerateArray().Select(i => i.GetProperty("page").GetInt32()));
        Assert.Equal(expected.Concat(expected).Order(), server.Fake.Requests.Select(r => r.Page).Order());
    }

    [Fact]
    public async Task Create_PerturbationsPerImageOfADocument_AreCountedByPage()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        server.Fake.PageCount = 3;

        using HttpResponseMessage taken = await server.PostJsonAsync(Body(1, "\"pages\": \"all\", \"perturbations\": [[], [], []]"));
        using HttpResponseMessage refused = await server.PostJsonAsync(Body(1, "\"pages\": \"all\", \"perturbations\": [[]]"));

        await taken.JsonAsync(HttpStatusCode.Created);
        JsonElement problem = await ProblemAssert.IsAsync(refused, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal("Per-image perturbations count (1) must match file count (3)", problem.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("0", "pages", "pages: It must be a page number from 1, or 'all'.")]
    [InlineData("4", "images[0]", "File image_001.png has 3 pages; page 4 was requested")]
    [InlineData("\"all\"", "images", "Maximum 2 images allowed, got 3")]
    public async Task Create_PagesThatCannotBe_Is400(string pages, string field, string detail)
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_BATCH_MAX_IMAGES"] = "2" });
        server.Fake.PageCount = 3;

        using HttpResponseMessage response = await server.PostJsonAsync(Body(1, $"\"pages\": {pages}"));

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal([field], ProblemAssert.Fields(problem));
        Assert.Equal(detail, problem.GetProperty("detail").GetString());
        await ApiServer.EventuallyAsync(() => server.JobFolders().Length == 0);
    }

    [Theory]
    [InlineData("\"all\"", true)]
    [InlineData("2", true)]
    [InlineData("1", false)]
    public async Task Create_PagesOfAnImageByAddress_AreTheFirstAlone(string pages, bool isRefused)
    {
        // Nobody listens there: the image fails, once it is taken.
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_FETCH_ALLOWED_HOSTS"] = "127.0.0.1:9" });
        server.Fake.PageCount = 3;

        using HttpResponseMessage response = await server.PostJsonAsync(
            $$"""{"images": [{"url": "http://127.0.0.1:9/a.pdf"}, {"base64": "{{Reports.Pixel}}"}], "pages": {{pages}}}""");

        if (!isRefused)
        {
            await response.JsonAsync(HttpStatusCode.Created);
            return;
        }

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal(["pages"], ProblemAssert.Fields(problem));
        Assert.Contains("leave pages out, or send base64", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static string Body(int images, string fields) =>
        $$"""{"images": [{{string.Join(',', Enumerable.Repeat($"{{\"base64\": \"{Reports.Pixel}\"}}", images))}}], {{fields}}}""";
}
