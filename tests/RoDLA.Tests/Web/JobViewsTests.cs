using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Imaging;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace RoDLA.Tests.Web;

/// <summary>The views Jobs, Monitor and Robustness.</summary>
[Collection(Alone.Name)]
public sealed partial class JobViewsTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private static readonly string Article = Path.Combine(RepositoryRoot.Path, "samples", "article.jpg");

    [ToolFact("chromium", "chromium")]
    public async Task Jobs_ManyJobs_AreFilteredPagedCancelledAndOpened()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        for (int i = 0; i < 21; i++)
        {
            await server.EndAsync(await server.SubmitAsync(1));
        }

        Gate gate = Gate.Before(server.Fake);
        string running = await server.SubmitAsync(1);
        await browser.VisitAsync(
            "#/jobs",
            async page =>
            {
                ILocator rows = page.Locator(".job-table tbody tr");
                await Expect(rows).ToHaveCountAsync(20);
                await Expect(page.GetByText("Page 1 of 2")).ToBeVisibleAsync();
                await page.GetByRole(AriaRole.Link, new() { Name = "Older" }).ClickAsync();
                await Expect(rows).ToHaveCountAsync(2);

                await page.GetByRole(AriaRole.Link, new() { Name = "Processing" }).ClickAsync();
                await Expect(rows).ToHaveCountAsync(1);
                await page.GetByRole(AriaRole.Button, new() { Name = $"Cancel {running}" }).ClickAsync();
                await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No job is processing" })).ToBeVisibleAsync();

                await page.GetByRole(AriaRole.Link, new() { Name = "Cancelled" }).ClickAsync();
                await page.GetByRole(AriaRole.Link, new() { Name = running }).ClickAsync();
                await Expect(page.Locator(".job-head .job-state")).ToHaveTextAsync("Cancelled");
            },
            server: server);
        gate.Open();
    }

    [ToolFact("chromium", "chromium")]
    public async Task Jobs_FailedImages_AreRetried()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        server.Fake.Fails = number => number == 1 ? new IOException("The disk has a fault.") : null;
        string id = await server.SubmitAsync(1, ("max_retries", "0"));
        await server.EndAsync(id);
        server.Fake.Fails = _ => null;
        await browser.VisitAsync(
            "#/jobs",
            async page =>
            {
                await Expect(page.Locator(".job-table .job-state")).ToHaveTextAsync("Failed");
                await page.GetByRole(AriaRole.Button, new() { Name = $"Retry {id}" }).ClickAsync();
                await Expect(page.Locator(".job-table .job-state")).ToHaveTextAsync("Completed");
            },
            server: server);
    }

    [ToolFact("chromium", "chromium")]
    public Task Monitor_Service_HasItsFiguresAndHealth() => browser.VisitAsync("#/monitor", async page =>
    {
        await Expect(page.Locator(".metric")).ToHaveCountAsync(9);
        foreach (string name in new[] { "Requests a second", "Latency, 95 %", "Images in the queue", "Memory", "Free disk" })
        {
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = name })).ToBeVisibleAsync();
        }

        await Expect(page.Locator(".metric", new() { HasText = "Memory" }).Locator(".metric-value")).ToHaveTextAsync(Size());
        await Expect(page.Locator(".health li")).ToHaveCountAsync(7);
        await Expect(page.Locator(".health li").First).ToContainTextAsync("rodla-layout-s, ready");
    });

    [ToolFact("chromium", "chromium")]
    public Task Robustness_Page_FillsTheHeatMapAndOpensACell() => browser.VisitAsync("#/robustness", async page =>
    {
        await page.Locator(".drop-files input").First.SetInputFilesAsync([Article, Path.Combine(RepositoryRoot.Path, "samples", "invoice.png")]);
        await page.GetByRole(AriaRole.Button, new() { Name = "None", Exact = true }).ClickAsync();
        await page.GetByLabel("Rotation").CheckAsync();
        await page.GetByLabel("Degree 3").UncheckAsync();
        await Expect(page.GetByText("Each page is looked at 3 times: clean, and in 2 cells.")).ToBeVisibleAsync();
        await page.GetByLabel("Seed").FillAsync("7");
        await page.GetByLabel("Most pages").FillAsync("1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Evaluate 2 files" }).ClickAsync();

        await Expect(page.Locator(".job-head .job-state")).ToHaveTextAsync("Completed");
        await Expect(page.Locator(".job-progress")).ToContainTextAsync("3 of 3 cells of 1 page");
        await Expect(page.Locator(".heat-cell:enabled")).ToHaveCountAsync(3);
        await Expect(page.GetByText("Clean mAP")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "mAP", Exact = true })).ToHaveAttributeAsync("aria-pressed", "true");

        await page.Locator("[data-cell='rotation:2']").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Rotation, degree 2" })).ToBeVisibleAsync();
        await page.Locator(".cell-page").ClickAsync();
        await page.Locator(".page-dialog .pv-box").First.WaitForAsync();
        await page.Locator(".page-dialog .pv img").First.EvaluateAsync("img => img.decode()");
        await page.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).ClickAsync();

        IDownload csv = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "CSV" }).ClickAsync());
        using StreamReader lines = new(await csv.CreateReadStreamAsync());
        Assert.StartsWith("cell,pages,map,", await lines.ReadLineAsync(), StringComparison.Ordinal);
        IPage report = await page.Context.RunAndWaitForPageAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Report" }).ClickAsync());
        await Expect(report.Locator("h1")).ToBeVisibleAsync();
    });

    [GeneratedRegex("^[0-9.]+ [MG]B$")]
    private static partial Regex Size();
}
