using System.Text.Json;
using Microsoft.Playwright;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.EndToEnd;
using RoDLA.Tests.Imaging;
using Xunit;

namespace RoDLA.Tests.Web;

/// <summary>The view that finds the layout of a page, as a user uses it.</summary>
[Collection(Alone.Name)]
public sealed class DetectViewTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private const string Invoice = "invoice.png";
    private const string Detect = "/api/detect";

    [ToolFact("chromium", "chromium")]
    public Task Slider_AnyScore_ShowsWhatTheServiceAnswersWithoutARequest() => browser.VisitAsync("", async page =>
    {
        await page.OpenSampleAsync(Invoice);
        int requests = 0;
        page.Request += (_, request) => requests += request.Url.Contains("/api/", StringComparison.Ordinal) ? 1 : 0;
        foreach (double score in (double[])[0.15, 0.3, 0.5, 0.75, 0.99])
        {
            await page.SetScoreAsync(score);

            Assert.Equal(await AnsweredAsync(Invoice, score), await page.CountAsync());
        }

        Assert.Equal(0, requests);
    });

    [ToolFact("chromium", "chromium")]
    public Task WeakerGuesses_On_AsksAgainAndShowsThem() => browser.VisitAsync("", async page =>
    {
        await page.OpenSampleAsync(Invoice);
        await page.RunAndWaitForResponseAsync(
            () => page.GetByRole(AriaRole.Switch, new() { Name = "Weaker guesses too" }).ClickAsync(), "**/api/detect");
        await page.IdleAsync();
        await page.SetScoreAsync(0.02);

        Assert.Equal("0.02", (await page.SentAsync(Detect))["score_thr"]);
        Assert.Equal(await AnsweredAsync(Invoice, 0.02), await page.CountAsync());
    });

    [ToolFact("chromium", "chromium")]
    public Task Legend_ClassHidden_LeavesItsBoxesAndElementsOut() => browser.VisitAsync("", async page =>
    {
        await page.OpenSampleAsync(Invoice);
        ILocator chip = page.Locator(".legend .chip", new() { HasText = "Table" });
        int boxes = await page.Locator(".pv-box").CountAsync();
        await chip.ClickAsync();

        Assert.Equal("false", await chip.GetAttributeAsync("aria-pressed"));
        Assert.Equal(boxes - 1, await page.Locator(".pv-box").CountAsync());
        Assert.Equal(0, await page.Locator(".element", new() { HasText = "Table" }).CountAsync());
    });

    [ToolFact("chromium", "chromium")]
    public Task Box_HoveredAndClicked_ShowsItsTipAndItsDetails() => browser.VisitAsync("", async page =>
    {
        await page.OpenSampleAsync(Invoice);
        ILocator table = page.Locator(".element", new() { HasText = "Table" });
        string id = (await table.GetAttributeAsync("data-id"))!;
        LocatorBoundingBoxResult box = (await page.Locator($".pv-box[data-id='{id}'] > rect").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await page.Locator(".pv-tip", new() { HasText = "Table" }).WaitForAsync();
        await page.Mouse.DownAsync();
        await page.Mouse.UpAsync();

        Assert.Equal("true", await table.GetAttributeAsync("aria-expanded"));
        Assert.Contains("px", await page.Locator(".element-details").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await page.Locator(".pv-box.on").CountAsync());
    });

    [ToolFact("chromium", "chromium")]
    public Task Page_WheelDragKeys_ZoomsMovesAndChoosesElements() => browser.VisitAsync("", async page =>
    {
        await page.OpenSampleAsync(Invoice);
        (int fitted, string place) = (await page.ZoomAsync(), await page.PlaceAsync());
        LocatorBoundingBoxResult view = (await page.Locator(".pv").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(view.X + (view.Width / 2), view.Y + (view.Height / 2));
        await page.Mouse.WheelAsync(0, -400);
        Assert.True(await page.ZoomAsync() > fitted);

        string before = await page.PlaceAsync();
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(view.X + (view.Width / 2) + 80, view.Y + (view.Height / 2) + 40, new() { Steps = 4 });
        await page.Mouse.UpAsync();
        Assert.NotEqual(before, await page.PlaceAsync());

        await page.Locator(".pv").FocusAsync();
        int zoomed = await page.ZoomAsync();
        await page.Keyboard.PressAsync("+");
        Assert.True(await page.ZoomAsync() > zoomed);
        before = await page.PlaceAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        Assert.NotEqual(before, await page.PlaceAsync());
        await page.Keyboard.PressAsync("0");
        Assert.Equal(place, await page.PlaceAsync());

        await page.Keyboard.PressAsync("n");
        await page.Keyboard.PressAsync("n");
        Assert.Equal("2", await page.Locator(".element[aria-expanded=true] .element-order").InnerTextAsync());
        await page.Keyboard.PressAsync("Escape");
        Assert.Equal(0, await page.Locator(".element[aria-expanded=true]").CountAsync());
    });

    [ToolFact("chromium", "chromium")]
    public Task Page_TwoFingers_Zooms() => browser.VisitAsync(
        "",
        async page =>
        {
            await page.OpenSampleAsync(Invoice);
            int fitted = await page.ZoomAsync();
            await page.Locator(".pv").EvaluateAsync(
                """
                view => {
                  const { left, top } = view.getBoundingClientRect();
                  const send = (type, pointerId, x, y) => view.dispatchEvent(new PointerEvent(type, {
                    pointerId, pointerType: 'touch', clientX: left + x, clientY: top + y, bubbles: true, button: type === 'pointermove' ? -1 : 0 }));
                  send('pointerdown', 1, 100, 200); send('pointerdown', 2, 160, 200);
                  send('pointermove', 2, 280, 200); send('pointerup', 1, 100, 200); send('pointerup', 2, 280, 200);
                }
                """);

            Assert.InRange(await page.ZoomAsync(), fitted * 2, fitted * 4);
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        },
        new() { ViewportSize = new() { Width = 390, Height = 844 }, HasTouch = true });

    [ToolFact("chromium", "chromium", "/usr/bin/pdftoppm")]
    public Task Pdf_SecondPageWithText_ShowsItsElementsAndTheirText() => browser.VisitAsync("", async page =>
    {
        await page.OpenSampleAsync("article.pdf");
        await page.Locator(".strip-sheet img").Nth(1).WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Page 2" }).ClickAsync();
        await page.OpenTabAsync("Settings");
        await page.GetByLabel("Text of elements").SelectOptionAsync("true");
        await page.OpenTabAsync("Elements");
        await page.Locator(".element-text").First.WaitForAsync();
        await page.IdleAsync();

        Assert.Equal("page", await page.Locator(".strip-page").Nth(1).GetAttributeAsync("aria-current"));
        Assert.Equal(await AnsweredAsync("article.pdf", 0.3, ("page", "2")), await page.CountAsync());
        Assert.Contains("How to ask", await page.Locator(".elements").InnerTextAsync(), StringComparison.OrdinalIgnoreCase);
    });

    [ToolFact("chromium", "chromium")]
    public Task ReadingOrder_On_NumbersEveryElement() => browser.VisitAsync("", async page =>
    {
        await page.OpenSampleAsync(Invoice);
        await page.GetByRole(AriaRole.Button, new() { Name = "Reading order" }).First.ClickAsync();
        IReadOnlyList<string> numbers = await page.Locator(".pv-order-text").AllTextContentsAsync();

        Assert.Equal(Enumerable.Range(1, await page.CountAsync()).Select(n => $"{n}"), numbers);
    });

    [ToolFact("chromium", "chromium")]
    public Task Settings_EachChanged_AreSentAsTheFieldsOfTheApi() => browser.VisitAsync("", async page =>
    {
        await page.OpenSampleAsync(Invoice);
        await page.OpenTabAsync("Settings");
        await page.Locator("select[name=model]").SelectOptionAsync("rodla-layout-s");
        await page.GetByLabel("Class names").SelectOptionAsync("doclaynet");
        await page.GetByLabel("Turn upright").SelectOptionAsync("off");
        await page.GetByLabel("Straighten").SelectOptionAsync("off");
        await page.GetByLabel("Slices").SelectOptionAsync("640x640:0.2");
        await page.GetByLabel("Snap boxes to ink").SelectOptionAsync("false");
        await page.GetByLabel("Overlap of one class").FillAsync("0.5");
        await page.GetByRole(AriaRole.Switch, new() { Name = "Columns from the right" }).ClickAsync();

        // Not by a function in the page, which its policy keeps from being evaluated again and again.
        for (int i = 0; i < 3000 && (await page.SentAsync(Detect)).GetValueOrDefault("right_to_left") != "true"; i++)
        {
            await Task.Delay(20);
        }

        await page.IdleAsync();

        Dictionary<string, string> expected = new()
        {
            ["model"] = "rodla-layout-s", ["classes"] = "doclaynet", ["orientation"] = "off", ["deskew"] = "off", ["slices"] = "640x640:0.2",
            ["snap"] = "false", ["iou_threshold"] = "0.5", ["right_to_left"] = "true", ["score_thr"] = "0.15", ["save_json"] = "false",
            ["generate_visualizations"] = "false",
        };
        Assert.Equal(expected.OrderBy(f => f.Key), (await page.SentAsync(Detect)).OrderBy(f => f.Key));
    });

    [ToolFact("chromium", "chromium", "/usr/bin/swipl")]
    public Task Rules_On_AreApplied() => browser.VisitAsync("", async page =>
    {
        await page.OpenSampleAsync(Invoice);
        await page.OpenTabAsync("Settings");
        IResponse response = await page.RunAndWaitForResponseAsync(
            () => page.GetByRole(AriaRole.Switch, new() { Name = "Layout rules" }).ClickAsync(), "**/api/detect");

        JsonElement answer = JsonSerializer.Deserialize<JsonElement>(await response.TextAsync());
        Assert.Equal("layout", answer.GetProperty("detection_config").GetProperty("rules").GetString());
    });

    [ToolFact("chromium", "chromium")]
    public Task SummaryAndCharts_Opened_AreThoseOfTheScoreThatIsShown() => browser.VisitAsync("", async page =>
    {
        await page.OpenSampleAsync(Invoice);
        await page.SetScoreAsync(0.6);
        await page.OpenTabAsync("Summary");
        await page.Locator(".prose").First.WaitForAsync();
        Assert.Contains(
            $"Detected {await page.CountAsync()} layout elements", await page.Locator(".analysis").First.InnerTextAsync(), StringComparison.Ordinal);

        await page.OpenTabAsync("Charts");
        await page.Locator(".chart img").Nth(7).WaitForAsync();
        Assert.Equal(8, await page.Locator(".chart img").CountAsync());
        await page.Locator(".chart").First.ClickAsync();
        await page.Locator("dialog.chart-dialog").WaitForAsync();
        await page.Keyboard.PressAsync("Escape");
        Assert.Equal(0, await page.Locator("dialog").CountAsync());
    });

    [ToolTheory("chromium", "chromium")]
    [InlineData("drop")]
    [InlineData("paste")]
    [InlineData("choose")]
    public Task Page_DroppedPastedOrChosen_IsOpened(string way) => browser.VisitAsync("", async page =>
    {
        await page.Locator(".pick-zone").WaitForAsync();
        if (way == "choose")
        {
            await page.Locator("input[type=file]").SetInputFilesAsync(
                new FilePayload { Name = "page.png", MimeType = "image/png", Buffer = Samples.Read(Invoice) });
        }
        else
        {
            await page.Locator(".pick-zone").EvaluateAsync(
                """
                async (zone, way) => {
                  const file = new File([await (await fetch('/samples/invoice.png')).blob()], 'page.png', { type: 'image/png' });
                  const transfer = new DataTransfer();
                  transfer.items.add(file);
                  zone.dispatchEvent(way === 'drop'
                    ? new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true })
                    : new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }));
                }
                """,
                way);
        }

        await page.ElementsAsync();
        Assert.Equal("page.png", await page.Locator(".work-bar strong").InnerTextAsync());
    });

    [ToolFact("chromium", "chromium")]
    public Task File_NoImage_IsToldAndThePageStaysUsable() => browser.VisitAsync(
        "",
        async page =>
        {
            await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "notes.txt", MimeType = "text/plain", Buffer = "text"u8.ToArray() });
            await page.Locator(".notice.error").First.WaitForAsync();
            await page.Locator("input[type=file]").SetInputFilesAsync(
                new FilePayload { Name = "page.png", MimeType = "image/png", Buffer = Samples.Read(Invoice) });

            await page.ElementsAsync();
        },
        expected: "415");

    private Task<int> AnsweredAsync(string sample, double score, params (string Name, string Value)[] fields) =>
        browser.Api.AnsweredAsync(sample, [("score_thr", FormattableString.Invariant($"{score}")), .. fields]);
}
