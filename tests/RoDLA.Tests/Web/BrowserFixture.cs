using Microsoft.Playwright;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Imaging;
using Xunit;

namespace RoDLA.Tests.Web;

/// <summary>
/// The real service with the shipped model, and Debian's chromium, for the tests of a class. Tests use <c>[ToolFact("chromium",
/// "chromium")]</c>, so that they are skipped where it is missing.
/// </summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private const string Program = "/usr/bin/chromium";

    // A busy machine takes its time.
    private const float Patience = 120_000;

    private static readonly string[] Switches =
    [
        "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal ApiServer Api { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (ToolFactAttribute.WhyMissing("chromium", "chromium") is not null)
        {
            return;
        }

        Assertions.SetDefaultExpectTimeout(Patience);
        Api = await ApiServer.StartAsync(real: true);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = Switches, Headless = true });
        await Api.ReadyAsync();
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
            _playwright!.Dispose();
            await Api.DisposeAsync();
        }
    }

    /// <summary>
    /// Opens a view in a window of its own and runs a test in it. The test fails, too, when the console has an error that is not
    /// expected, or when the page asks another host for anything.
    /// </summary>
    /// <param name="view">Address of the view, such as <c>#/detect</c>.</param>
    /// <param name="test">What is done in it.</param>
    /// <param name="options">Size, theme, touch, permissions; null for a window of 1280 × 800 in light.</param>
    /// <param name="expected">Part of console errors that are expected, such as the status of a refused request; null for none.</param>
    /// <param name="server">Another service to open; null for that of the fixture.</param>
    internal async Task VisitAsync(
        string view, Func<IPage, Task> test, BrowserNewContextOptions? options = null, string? expected = null, ApiServer? server = null)
    {
        Uri address = (server ?? Api).Address;
        await using IBrowserContext context = await _browser!.NewContextAsync(options ?? new() { ViewportSize = new() { Width = 1280, Height = 800 } });
        context.SetDefaultTimeout(Patience);
        await context.KeepFormsAsync();
        IPage page = await context.NewPageAsync();
        List<string> errors = [];
        List<string> foreign = [];
        page.PageError += (_, error) => errors.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !(expected is not null && message.Text.Contains(expected, StringComparison.Ordinal)))
            {
                errors.Add($"{message.Text} ({message.Location})");
            }
        };
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: "http" or "https" or "ws" or "wss" } url && url.Authority != address.Authority)
            {
                foreign.Add(request.Url);
            }
        };
        await page.GotoAsync(new Uri(address, "/" + view).ToString());
        await test(page);
        Assert.Empty(errors);
        Assert.Empty(foreign);
    }
}
