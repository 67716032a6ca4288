using System.Text.Json;
using Microsoft.Playwright;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Imaging;
using Xunit;
using Xunit.Abstractions;

namespace RoDLA.Tests.Web;

/// <summary>What axe-core finds in each view, in light and dark, and how soon the page is there.</summary>
[Collection(Alone.Name)]
public sealed class AccessibilityTests(BrowserFixture browser, ITestOutputHelper output) : IClassFixture<BrowserFixture>
{
    private const int Phone = 390;

    [AxeTheory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, Phone)]
    public Task Views_EachState_HaveNoSeriousFindingsAndFitTheWindow(ColorScheme scheme, int width) => browser.VisitAsync(
        "",
        async page =>
        {
            await page.Locator(".sample").First.WaitForAsync();
            await CheckAsync(page, "welcome");
            await page.OpenSampleAsync("invoice.png");
            await page.Locator(".element").First.ClickAsync();
            await CheckAsync(page, "elements");
            foreach ((string tab, string part) in ((string, string)[])[("Summary", ".prose"), ("Charts", ".chart"), ("Export", ".format"), ("Settings", "select")])
            {
                await page.OpenTabAsync(tab);
                await page.Locator(part).First.WaitForAsync();
                await CheckAsync(page, tab);
            }

            await page.GetByRole(AriaRole.Link, new() { Name = "Perturb" }).ClickAsync();
            await page.Locator(".pv-divider").WaitForAsync();
            await CheckAsync(page, "perturb");
            await page.OpenTabAsync("What survives");
            await page.Locator(".changes .element").First.WaitForAsync();
            await CheckAsync(page, "what survives");
            await page.GetByRole(AriaRole.Button, new() { Name = "All 36" }).ClickAsync();
            await page.Locator(".sheet-cell img").First.WaitForAsync();
            await CheckAsync(page, "contact sheet");
        },
        new() { ViewportSize = new() { Width = width, Height = 844 }, ColorScheme = scheme });

    [ToolFact("chromium", "chromium")]
    public Task Keyboard_FromTheTop_ReachesEverythingWithAVisibleFocus() => browser.VisitAsync("", async page =>
    {
        await page.Locator(".sample").First.WaitForAsync();
        List<string> reached = [];
        while (reached.Count < 40 && !reached.Exists(name => name.StartsWith("invoice.png", StringComparison.Ordinal)))
        {
            await page.Keyboard.PressAsync("Tab");
            reached.Add(await page.EvaluateAsync<string>("document.activeElement.getAttribute('aria-label') ?? document.activeElement.innerText"));
            Assert.NotEqual("none", await page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
        }

        Assert.Equal("Skip to the content", reached[0]);
        Assert.Contains("Choose a file", reached);
        await page.Keyboard.PressAsync("Enter");
        await page.ElementsAsync();
    });

    [ToolFact("chromium", "chromium")]
    public Task Open_StartPage_Paints() => browser.VisitAsync("", async page =>
    {
        await page.Locator(".sample").First.WaitForAsync();
        await page.ReloadAsync();
        await page.Locator(".sample").First.WaitForAsync();
        double paint = await page.EvaluateAsync<double>("performance.getEntriesByName('first-contentful-paint')[0].startTime");
        output.WriteLine($"first contentful paint after {paint:0} ms");

        Assert.True(paint > 0);
    });

    internal static async Task CheckAsync(IPage page, string state)
    {
        await page.IdleAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{state} is wider than the window");
        Assert.True(
            await page.EvaluateAsync<bool>("[...document.querySelectorAll('.tab-panel')].every(panel => panel.scrollWidth <= panel.clientWidth)"),
            $"{state} is wider than its panel");
        await page.EvaluateAsync(await File.ReadAllTextAsync(AxeTheoryAttribute.Script));
        JsonElement? findings = await page.EvaluateAsync(
            """
            async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
              .filter(v => v.impact === 'serious' || v.impact === 'critical')
              .map(v => `${v.id}: ${v.nodes.map(n => n.target.join(' ')).join(', ')}`)
            """);
        Assert.True(findings!.Value.GetArrayLength() == 0, $"{state}: {findings}");
    }
}
