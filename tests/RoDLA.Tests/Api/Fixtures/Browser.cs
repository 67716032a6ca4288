using Microsoft.Playwright;

namespace RoDLA.Tests.Api.Fixtures;

/// <summary>Debian's chromium without a window. It notes what a page complains about and what it loads.</summary>
internal sealed class Browser : IAsyncDisposable
{
    // A busy machine takes its time.
    private const float Patience = 120_000;
    private const string Program = "/usr/bin/chromium";

    private static readonly string[] Switches =
    [
        "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        _browser = browser;
    }

    /// <summary>Errors of the console, and exceptions that no script caught.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>Addresses that were asked for, without those that hold their own data.</summary>
    public List<Uri> Requests { get; } = [];

    public static async Task<Browser> StartAsync()
    {
        IPlaywright playwright = await Playwright.CreateAsync();
        IBrowser browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = Switches, Headless = true });
        return new Browser(playwright, browser);
    }

    public async Task<IPage> OpenAsync(Uri address)
    {
        IPage page = await _browser.NewPageAsync();
        page.SetDefaultTimeout(Patience);
        page.PageError += (_, error) => Errors.Add(error);
        page.Console += (_, message) => Note(message);
        page.Request += (_, request) => Note(request);
        await page.GotoAsync(address.ToString(), new() { WaitUntil = WaitUntilState.NetworkIdle });
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private void Note(IConsoleMessage message)
    {
        if (message.Type == "error")
        {
            Errors.Add($"{message.Text} ({message.Location})");
        }
    }

    private void Note(IRequest request)
    {
        Uri address = new(request.Url);
        if (address.Scheme is "http" or "https")
        {
            Requests.Add(address);
        }
    }
}
