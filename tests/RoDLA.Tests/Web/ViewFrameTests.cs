using Microsoft.Playwright;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Imaging;
using Xunit;

namespace RoDLA.Tests.Web;

/// <summary>What holds for every view of jobs: it fits a phone, in both themes.</summary>
[Collection(Alone.Name)]
public sealed class ViewFrameTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private static readonly string[] Views = ["batch", "robustness", "compare", "jobs", "monitor"];

    [ToolFact("chromium", "chromium")]
    public async Task Views_OnAPhone_AreNotWiderThanIt()
    {
        BrowserNewContextOptions phone = new() { ViewportSize = new() { Width = 390, Height = 844 }, HasTouch = true };
        await browser.VisitAsync(
            "#/batch",
            async page =>
            {
                foreach (string view in Views)
                {
                    await page.GotoAsync(new Uri(browser.Api.Address, $"/#/{view}").ToString());
                    await page.Locator($".view-{view} h1").WaitForAsync();

                    Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= 390, $"{view} is wider than the screen.");
                }
            },
            phone);
    }
}
