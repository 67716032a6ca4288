using Microsoft.Playwright;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Imaging;
using Xunit;

namespace RoDLA.Tests.Web;

/// <summary>What all views have in common: navigation, theme, key.</summary>
[Collection(Alone.Name)]
public sealed class ShellTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [ToolFact("chromium", "chromium")]
    public Task Open_StartPage_ShowsTheSamplesOfTheService() => browser.VisitAsync("", async page =>
    {
        await page.GetByRole(AriaRole.Heading, new() { Name = "See how a page is laid out" }).WaitForAsync();
        await page.Locator(".sample").First.WaitForAsync();

        Assert.Equal(4, await page.Locator(".sample").CountAsync());
        Assert.Equal("Detect · RoDLA", await page.TitleAsync());
        Assert.Equal("Detect", await page.Locator("#nav [aria-current=page]").InnerTextAsync());
    });

    [ToolFact("chromium", "chromium")]
    public Task Theme_Button_SwitchesAndStaysAfterReload() => browser.VisitAsync("", async page =>
    {
        Assert.Equal("light", await ThemeAsync(page));
        await page.GetByRole(AriaRole.Button, new() { Name = "Light or dark" }).ClickAsync();
        Assert.Equal("dark", await ThemeAsync(page));
        await page.ReloadAsync();

        Assert.Equal("dark", await ThemeAsync(page));
    });

    [ToolFact("chromium", "chromium")]
    public async Task Key_ServiceWithAKey_IsAskedForOnceAndUsed()
    {
        const string key = "a-key-of-the-test-1234567890";
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_API_KEY"] = key });
        await browser.VisitAsync(
            "",
            async page =>
            {
                await page.Locator(".sample", new() { HasText = "invoice.png" }).ClickAsync();
                await page.GetByLabel("Key", new() { Exact = true }).FillAsync(key);
                await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
                await page.Locator(".element").First.WaitForAsync();

                Assert.Equal(key, await page.EvaluateAsync<string>("sessionStorage.getItem('rodla-api-key')"));
                Assert.Equal(0, await page.EvaluateAsync<int>("Object.keys(localStorage).length"));
            },
            expected: "401",
            server: server);
    }

    private static Task<string> ThemeAsync(IPage page) => page.EvaluateAsync<string>("document.documentElement.dataset.theme");
}
