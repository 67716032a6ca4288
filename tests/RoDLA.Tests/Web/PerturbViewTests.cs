using System.Text.Json;
using Microsoft.Playwright;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Imaging;
using Xunit;

namespace RoDLA.Tests.Web;

/// <summary>The view that damages a page, as a user uses it.</summary>
[Collection(Alone.Name)]
public sealed class PerturbViewTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private const string View = "#/perturb";
    private const string Perturb = "/api/perturb";

    [ToolFact("chromium", "chromium")]
    public Task Chain_EveryPerturbation_IsOfferedAndAtMostFiveAreTaken() => browser.VisitAsync(View, async page =>
    {
        await OpenAsync(page);
        Assert.Equal(12, await page.Locator(".palette .chip").CountAsync());
        foreach (string name in (string[])["Defocus", "Speckle", "Rotation", "Watermark"])
        {
            await page.Locator(".palette .chip", new() { HasText = name }).ClickAsync();
        }

        Assert.Equal(5, await page.Locator(".step").CountAsync());
        Assert.Equal(12, await page.Locator(".palette .chip:disabled").CountAsync());
        await PreviewAsync(page, () => page.GetByRole(AriaRole.Button, new() { Name = "Remove Warping" }).ClickAsync());
        Assert.Equal(0, await page.Locator(".palette .chip:disabled").CountAsync());
    });

    [ToolFact("chromium", "chromium")]
    public Task Chain_DegreeSeedAndMode_AreSentAndShown() => browser.VisitAsync(View, async page =>
    {
        await OpenAsync(page);
        await PreviewAsync(page, () => page.GetByRole(AriaRole.Button, new() { Name = "Severe" }).ClickAsync());
        await PreviewAsync(page, () => page.GetByLabel("Seed", new() { Exact = true }).FillAsync("77"));
        await PreviewAsync(page, () => page.GetByLabel("Behaviour").SelectOptionAsync("reference"));
        await PreviewAsync(page, () => page.GetByRole(AriaRole.Switch, new() { Name = "Measure the likeness" }).ClickAsync());
        await page.Locator(".perturb-report dt", new() { HasText = "PSNR" }).WaitForAsync();

        Dictionary<string, string> fields = await page.SentAsync(Perturb);
        Assert.Equal("""[{"type":"warping","degree":3}]""", fields["perturbations"]);
        Assert.Equal(("77", "reference", "true"), (fields["seed"], fields["mode"], fields["quality"]));
    });

    [ToolFact("chromium", "chromium")]
    public Task Chain_DraggedAndMovedByKeys_ChangesTheOrder() => browser.VisitAsync(View, async page =>
    {
        await OpenAsync(page);
        await PreviewAsync(page, () => page.Locator(".palette .chip", new() { HasText = "Defocus" }).ClickAsync());
        await PreviewAsync(page, () => DragAsync(page, page.Locator(".grip").Nth(1), page.Locator(".step").First));
        Assert.Equal("""[{"type":"defocus","degree":2},{"type":"warping","degree":2}]""", (await page.SentAsync(Perturb))["perturbations"]);

        await page.GetByRole(AriaRole.Button, new() { Name = "Move Defocus: arrow keys" }).FocusAsync();
        await PreviewAsync(page, () => page.Keyboard.PressAsync("ArrowDown"));
        Assert.Equal("""[{"type":"warping","degree":2},{"type":"defocus","degree":2}]""", (await page.SentAsync(Perturb))["perturbations"]);
        Assert.Equal("Move Defocus: arrow keys", await page.EvaluateAsync<string>("document.activeElement.getAttribute('aria-label')"));
    });

    [ToolFact("chromium", "chromium")]
    public Task Divider_DraggedAndMovedByKeys_ShowsMoreOfThePageBefore() => browser.VisitAsync(View, async page =>
    {
        await OpenAsync(page);
        ILocator divider = page.GetByRole(AriaRole.Slider, new() { Name = "Before and after" });
        LocatorBoundingBoxResult box = (await divider.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 3));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + (box.Width / 2) + 60, box.Y + (box.Height / 3), new() { Steps = 3 });
        await page.Mouse.UpAsync();
        int dragged = int.Parse((await divider.GetAttributeAsync("aria-valuenow"))!);
        Assert.InRange(dragged, 55, 90);

        await divider.FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        Assert.Equal($"{dragged - 2}", await divider.GetAttributeAsync("aria-valuenow"));
        await page.Keyboard.PressAsync("Home");
        Assert.Equal("inset(0px 100% 0px 0px)", await page.Locator(".pv-before").EvaluateAsync<string>("b => getComputedStyle(b).clipPath"));
    });

    [ToolFact("chromium", "chromium")]
    public Task WhatSurvives_Opened_CountsAsTheServiceDoes() => browser.VisitAsync(View, async page =>
    {
        await OpenAsync(page);
        await PreviewAsync(page, () => page.GetByRole(AriaRole.Button, new() { Name = "Severe" }).ClickAsync());
        IResponse response = await page.RunAndWaitForResponseAsync(() => page.OpenTabAsync("What survives"), "**/api/detect-with-perturbation");
        await page.Locator(".changes .element").First.WaitForAsync();
        JsonElement comparison = JsonSerializer.Deserialize<JsonElement>(await response.TextAsync())
            .GetProperty("perturbation_info").GetProperty("comparison");

        Assert.Equal(comparison.GetProperty("survived").GetInt32(), await CountAsync(page, "kept") + await CountAsync(page, "moved"));
        Assert.Equal(comparison.GetProperty("lost").GetInt32(), await CountAsync(page, "lost"));
        Assert.Equal(comparison.GetProperty("added").GetInt32(), await CountAsync(page, "gained"));
        Assert.Equal(await page.Locator(".changes .element").CountAsync(), await page.Locator(".pv-box").CountAsync());

        await page.Locator(".changes .chip", new() { HasText = "Kept" }).ClickAsync();
        Assert.Equal(0, await page.Locator(".changes .element[data-state=kept]").CountAsync());
    });

    [ToolFact("chromium", "chromium")]
    public Task ContactSheet_CellChosen_ShowsThatPerturbation() => browser.VisitAsync(View, async page =>
    {
        await OpenAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "All 36" }).ClickAsync();
        await page.Locator(".sheet-cell img").First.WaitForAsync();
        Assert.Equal(36, await page.Locator(".sheet-cell img").CountAsync());
        await PreviewAsync(page, () => page.GetByRole(AriaRole.Button, new() { Name = "Illumination, degree 3" }).ClickAsync());

        Assert.Equal("""[{"type":"illumination","degree":3}]""", (await page.SentAsync(Perturb))["perturbations"]);
        Assert.True(await page.Locator(".pv").IsVisibleAsync());
    });

    private static async Task OpenAsync(IPage page)
    {
        await page.Locator(".sample", new() { HasText = "invoice.png" }).ClickAsync();
        await page.Locator(".pv-divider").WaitForAsync();
        await page.IdleAsync();
    }

    /// <summary>Changes something, and waits for the preview of it.</summary>
    private static async Task PreviewAsync(IPage page, Func<Task> change)
    {
        await page.RunAndWaitForResponseAsync(change, "**" + Perturb);
        await page.IdleAsync();
    }

    private static async Task DragAsync(IPage page, ILocator from, ILocator to)
    {
        await from.HoverAsync();
        await page.Mouse.DownAsync();
        LocatorBoundingBoxResult target = (await to.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(target.X + 20, target.Y + 5, new() { Steps = 6 });
        await page.Mouse.UpAsync();
    }

    private static Task<int> CountAsync(IPage page, string state) => page.Locator($".changes .element[data-state={state}]").CountAsync();
}
