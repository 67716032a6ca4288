using Microsoft.Playwright;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Web;

/// <summary>What holds for every view of jobs, in light and dark: axe-core finds nothing serious, and it fits the window.</summary>
[Collection(Alone.Name)]
public sealed class ViewFrameTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [AxeTheory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Views_EachState_HaveNoSeriousFindingsAndFitTheWindow(ColorScheme scheme, int width)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        string first = await server.SubmitAsync(2, ("visualization_mode", "summary"));
        string second = await server.SubmitAsync(2);
        await server.EndAsync(first);
        await server.EndAsync(second);
        (string Address, string Part)[] views =
        [
            ("#/batch", ".recent a"), ("#/robustness", ".drop"), ("#/compare", ".choose-jobs select"), ("#/jobs", ".job-table td"),
            ("#/monitor", ".health li"), ($"#/compare?first={first}&second={second}", ".pair-row"), ($"#/batch?job={first}", ".image-list li"),
        ];
        await browser.VisitAsync(
            "#/batch",
            async page =>
            {
                foreach ((string address, string part) in views)
                {
                    await page.GotoAsync(new Uri(server.Address, $"/{address}").ToString());
                    await page.Locator(part).First.WaitForAsync();
                    await AccessibilityTests.CheckAsync(page, address);
                }

                foreach ((string tab, string part) in ((string, string)[])[("Gallery", ".tile"), ("Summary", ".bars"), ("Export", ".export-link")])
                {
                    await page.OpenTabAsync(tab);
                    await page.Locator(part).First.WaitForAsync();
                    await AccessibilityTests.CheckAsync(page, tab);
                }

                await page.OpenTabAsync("Gallery");
                await page.Locator(".tile").First.ClickAsync();
                await page.Locator(".page-dialog .pv-box").First.WaitForAsync();
                await AccessibilityTests.CheckAsync(page, "a page");
            },
            new() { ViewportSize = new() { Width = width, Height = 844 }, ColorScheme = scheme },

            // axe-core copies imported style sheets into an element of its own, which the policy refuses. The page itself has no inline
            // style: the other tests of these views expect no error.
            expected: "Applying inline style",
            server: server);
    }
}
