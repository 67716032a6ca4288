using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Api.Perturbing;
using RoDLA.Tests.Imaging;
using Xunit;

namespace RoDLA.Tests.Api.Docs;

/// <summary>The pages of documentation as a person uses them.</summary>
[Collection(Alone.Name)]
public sealed partial class DocsBrowserTests
{
    private static readonly string[] Posts =
    [
        "/api/detect", "/api/detect-batch", "/api/detect-with-perturbation", "/api/generate-perturbations", "/api/page-image", "/api/perturb",
        "/api/robustness", "/api/v1/batch", "/api/v1/inference/upload", "/api/v1/tickets",
    ];

    [ToolFact("chromium", "chromium")]
    public async Task SwaggerUi_FileChosenAndNothingEdited_EveryPostSucceeds()
    {
        await using ApiServer server = await Pages.ServeAsync();
        await using Browser browser = await Browser.StartAsync();
        IPage page = await browser.OpenAsync(new Uri(server.Address, "/docs/index.html"));
        Dictionary<string, string> statuses = [];
        await page.Locator(".opblock-post").First.WaitForAsync();

        foreach (ILocator operation in await page.Locator(".opblock-post").AllAsync())
        {
            await operation.Locator(".opblock-summary-control").ClickAsync();
            await operation.Locator("button.execute").WaitForAsync();
            string path = await operation.Locator(".opblock-summary-path").GetAttributeAsync("data-path") ?? "";
            // The retry of a job, and a job over an upload, need an id that a person has to enter.
            if (!path.Contains('{', StringComparison.Ordinal) && path is not ("/api/v1/inference/predict" or "/api/v1/compare"))
            {
                statuses[path] = await ExecuteAsync(operation);
            }
        }

        Assert.Equal(Posts, statuses.Keys.Order(StringComparer.Ordinal));
        Assert.All(statuses, s => Assert.Matches(Success(), s.Value));
        Assert.Empty(browser.Errors);
    }

    [ToolFact("chromium", "chromium")]
    public async Task SwaggerUi_ListOfFiles_IsOneInputForMany()
    {
        await using ApiServer server = await Pages.ServeAsync();
        await using Browser browser = await Browser.StartAsync();
        IPage page = await browser.OpenAsync(new Uri(server.Address, "/docs/index.html"));
        ILocator operation = page.Locator(".opblock-post", new() { Has = page.Locator("[data-path='/api/detect-batch']") });
        await operation.Locator(".opblock-summary-control").ClickAsync();

        await operation.Locator("input[type=file][multiple]").SetInputFilesAsync([Page("page-1.png"), Page("page-2.png")]);
        string status = await ExecuteAsync(operation, choose: false);

        Assert.Equal("202", status);
        Assert.Contains("\"total_images\": 2", await operation.Locator(".live-responses-table").InnerTextAsync(), StringComparison.Ordinal);
    }

    [ToolFact("chromium", "chromium")]
    public Task SwaggerUi_Opened_LoadsNothingFromElsewhereAndLogsNoError() => AssertCleanAsync("/docs/index.html");

    [ToolFact("chromium", "chromium")]
    public Task Redoc_Opened_LoadsNothingFromElsewhereAndLogsNoError() => AssertCleanAsync("/redoc/index.html");

    private static async Task AssertCleanAsync(string path)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        await using Browser browser = await Browser.StartAsync();

        IPage page = await browser.OpenAsync(new Uri(server.Address, path));
        await page.Locator("h1, h2", new() { HasText = "RoDLA Object Detection API" }).First.WaitForAsync();

        Assert.Empty(browser.Errors);
        Assert.All(browser.Requests, r => Assert.Equal(server.Address.Authority, r.Authority));
    }

    private static async Task<string> ExecuteAsync(ILocator operation, bool choose = true)
    {
        if (choose)
        {
            foreach (ILocator input in await operation.Locator("input[type=file]").AllAsync())
            {
                await input.SetInputFilesAsync(Page("page.png"));
            }
        }

        await operation.Locator("button.execute").ClickAsync();
        return await operation.Locator(".live-responses-table .response-col_status").Last.InnerTextAsync();
    }

    private static FilePayload Page(string name) => new() { Name = name, MimeType = "image/png", Buffer = Pages.Png };

    [GeneratedRegex(@"^20[012]\b")]
    private static partial Regex Success();
}
