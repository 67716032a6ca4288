using System.Globalization;
using System.Net;
using Microsoft.Playwright;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Imaging;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace RoDLA.Tests.Web;

/// <summary>The Compare view: two jobs, and two models over one upload.</summary>
[Collection(Alone.Name)]
public sealed class CompareViewTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private static readonly string Article = Path.Combine(RepositoryRoot.Path, "samples", "article.jpg");

    [ToolFact("chromium", "chromium")]
    public async Task Compare_TwoJobs_ShowsWhatWasLost()
    {
        byte[] page1 = await File.ReadAllBytesAsync(Article);
        await SubmitAsync(page1, "0.3");
        await SubmitAsync(page1, "0.8");
        await browser.VisitAsync("#/compare", async page =>
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Compare", Exact = true }).ClickAsync();

            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "1 image compared" })).ToBeVisibleAsync();
            Assert.True(await FigureAsync(page, "The same") > 0);
            Assert.True(await FigureAsync(page, "Lost") > 0);
            Assert.Equal(0, await FigureAsync(page, "Gained"));
            await page.Locator(".pair-row").ClickAsync();
            await Expect(page.Locator(".page-dialog .pv")).ToHaveCountAsync(2);
            await page.Locator(".page-dialog .pv-box").First.WaitForAsync();
            await Expect(page.Locator(".page-dialog .found").First).ToContainTextAsync("Lost: ");
        });

        async Task SubmitAsync(byte[] bytes, string threshold)
        {
            using HttpResponseMessage response = await browser.Api.PostBatchAsync(BatchCalls.Form([("article.jpg", bytes)], ("score_thr", threshold)));
            string id = (await response.JsonAsync(HttpStatusCode.Accepted)).GetProperty("job_id").GetString()!;
            await browser.Api.EndAsync(id);
        }
    }

    [ToolFact("chromium", "chromium")]
    public Task Compare_TwoModels_MakesAndComparesTheirJobs() => browser.VisitAsync("#/compare", async page =>
    {
        await page.GetByRole(AriaRole.Tab, new() { Name = "Two models" }).ClickAsync();
        await page.Locator(".tab-panel:visible .drop-files input").First.SetInputFilesAsync(Article);
        await Expect(page.GetByLabel("First model")).ToHaveValueAsync("rodla-layout-s");
        await page.GetByRole(AriaRole.Button, new() { Name = "Compare over 1 file" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "1 image compared" })).ToBeVisibleAsync();
        Assert.True(await FigureAsync(page, "The same") > 0);
        Assert.Equal(0, await FigureAsync(page, "Lost"));
    });

    private static async Task<int> FigureAsync(IPage page, string name) => int.Parse(
        await page.Locator(".figures > div", new() { HasText = name }).Locator("dd").InnerTextAsync(), CultureInfo.InvariantCulture);
}
