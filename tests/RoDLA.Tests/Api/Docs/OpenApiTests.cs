using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using RoDLA.Api.Batches.Submit;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Docs;

public sealed partial class OpenApiTests
{
    [Theory]
    [InlineData("/openapi.json")]
    [InlineData("/openapi/v1.json")]
    public async Task OpenApi_OfThisBuild_IsTheOneCheckedIn(string path)
    {
        await using ApiServer server = await ApiServer.StartAsync();

        string actual = await server.Client.GetStringAsync(new Uri(path, UriKind.Relative));

        string expected = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "docs", "openapi.json"));
        Assert.True(
            expected == actual,
            "docs/openapi.json is not of this build. When the change is meant: dotnet run --project src/RoDLA.Api -c Release -- openapi > docs/openapi.json");
    }

    [Fact]
    public async Task OpenApi_Detect_DescribesFormAnswersAndProblems()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using JsonDocument document = JsonDocument.Parse(await server.Client.GetStringAsync(new Uri("/openapi.json", UriKind.Relative)));

        JsonElement detect = document.RootElement.GetProperty("paths").GetProperty("/api/detect").GetProperty("post");
        JsonElement form = detect.GetProperty("requestBody").GetProperty("content").GetProperty("multipart/form-data").GetProperty("schema");
        Assert.Equal(
            [
                "file", "score_thr", "iou_threshold", "slices", "orientation", "deskew", "snap", "rules", "classes", "right_to_left", "model", "exit_confidence", "return_image", "save_json", "generate_visualizations", "charts", "visualizations", "page", "dpi",
                "text", "ocr_languages", "format", "rows", "confidence",
            ],
            form.GetProperty("properties").EnumerateObject().Select(p => p.Name));
        Assert.Equal("binary", form.GetProperty("properties").GetProperty("file").GetProperty("format").GetString());
        Assert.Equal(0.3, form.GetProperty("properties").GetProperty("score_thr").GetProperty("default").GetDouble());
        Assert.Equal(
            ["200", "400", "401", "403", "408", "413", "415", "422", "429", "500", "501", "503", "507"], detect.GetProperty("responses").EnumerateObject().Select(p => p.Name));
    }

    [Theory]
    [InlineData(
        "/api/perturb",
        "file,perturbations,return_base64,return_image,save_image,background_folder,seed,mode,quality,boxes,polygons,output,page,dpi",
        "application/json,image/png,image/jpeg,image/webp")]
    [InlineData(
        "/api/detect-with-perturbation",
        "file,perturbations,score_thr,iou_threshold,slices,orientation,deskew,snap,rules,classes,right_to_left,model,exit_confidence,return_image,save_json,generate_visualizations,charts,visualizations,page,dpi,text,"
            + "ocr_languages,format,rows,confidence,save_perturbed_image,compare,"
            + "background_folder,seed,mode,quality,boxes,polygons,output",
        "application/json,image/jpeg,image/png,application/jsonl,application/xml,"
            + "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,application/zip,text/csv,text/html,text/markdown,text/plain")]
    public async Task OpenApi_Perturbations_DescribesFormAndAnswers(string path, string fields, string types)
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using JsonDocument document = JsonDocument.Parse(await server.Client.GetStringAsync(new Uri("/openapi.json", UriKind.Relative)));

        JsonElement operation = document.RootElement.GetProperty("paths").GetProperty(path).GetProperty("post");
        JsonElement content = operation.GetProperty("requestBody").GetProperty("content");
        JsonElement form = content.GetProperty("multipart/form-data").GetProperty("schema");
        JsonElement answers = operation.GetProperty("responses").GetProperty("200").GetProperty("content");
        Assert.Equal(fields.Split(','), form.GetProperty("properties").EnumerateObject().Select(p => p.Name));
        Assert.Equal(types.Split(','), answers.EnumerateObject().Select(p => p.Name));
    }

    [Theory]
    [InlineData("/api/detect-batch", "multipart/form-data", "files", "202")]
    [InlineData("/api/v1/batch", "application/json", "images", "201")]
    public async Task OpenApi_Batches_DescribeFieldsAndAnswers(string path, string type, string images, string status)
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using JsonDocument document = JsonDocument.Parse(await server.Client.GetStringAsync(new Uri("/openapi.json", UriKind.Relative)));

        JsonElement operation = document.RootElement.GetProperty("paths").GetProperty(path).GetProperty("post");
        JsonElement body = operation.GetProperty("requestBody").GetProperty("content").GetProperty(type).GetProperty("schema");
        Assert.Equal(
            (images + ",score_thr,iou_threshold,slices,orientation,deskew,snap,rules,classes,right_to_left,model,exit_confidence,perturbations,background_folder,seed,mode,visualization_mode,save_json,"
                + "not_before,priority,max_concurrent,max_retries,retry_delay,webhook_url,email,pages,dpi,text,ocr_languages").Split(','),
            body.GetProperty("properties").EnumerateObject().Select(p => p.Name));
        IReadOnlySet<string> settings = server.App.Services.GetRequiredService<BatchSettings>().Names;
        Assert.All(body.GetProperty("properties").EnumerateObject().Skip(1), p => Assert.Contains(p.Name, settings));
        Assert.Equal("array", body.GetProperty("properties").GetProperty(images).GetProperty("type").GetString());
        Assert.True(operation.GetProperty("responses").TryGetProperty(status, out _));
    }

    [Theory]
    [InlineData("/api/batch-job/{job_id}/ws", "101,401,403,404,426,429,500,503", "application/json")]
    [InlineData("/api/batch-job/{job_id}/events", "200,204,401,403,404,429,500,503", "text/event-stream")]
    [InlineData("/api/v1/batch/{job_id}/export", "200,400,401,403,404,429,500,503",
        "application/jsonl,application/xml,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,application/zip,"
            + "text/csv,text/html,text/markdown,text/plain")]
    [InlineData("/api/v1/batch/{job_id}/visualizations/{name}.png", "200,401,403,404,429,500,503", "image/png")]
    public async Task OpenApi_WhatLiesBelowAJob_IsDescribed(string path, string statuses, string types)
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using JsonDocument document = JsonDocument.Parse(await server.Client.GetStringAsync(new Uri("/openapi.json", UriKind.Relative)));

        JsonElement responses = document.RootElement.GetProperty("paths").GetProperty(path).GetProperty("get").GetProperty("responses");
        Assert.Equal(statuses.Split(','), responses.EnumerateObject().Select(r => r.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            types.Split(','),
            responses.GetProperty(statuses[..3]).GetProperty("content").EnumerateObject().Select(c => c.Name));
    }

    [Theory]
    [InlineData("/docs", "swagger-ui")]
    [InlineData("/redoc", "redoc")]
    public async Task Docs_Page_LoadsNothingFromElsewhere(string path, string expected)
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage page = await server.Client.GetAsync(new Uri(path, UriKind.Relative));
        string html = await page.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains(expected, html, StringComparison.OrdinalIgnoreCase);
        string[] assets = [.. Asset().Matches(html).Select(m => m.Groups["url"].Value)];
        Assert.NotEmpty(assets);
        foreach (string asset in assets)
        {
            Uri url = new(page.RequestMessage!.RequestUri!, asset);
            Assert.Equal(server.Address.Authority, url.Authority);
            using HttpResponseMessage loaded = await server.Client.GetAsync(url);
            Assert.Equal(HttpStatusCode.OK, loaded.StatusCode);
        }
    }

    [GeneratedRegex("""<(?:script|link|img)[^>]*?(?:src|href)=["'](?<url>[^"']+)["']""")]
    private static partial Regex Asset();
}
