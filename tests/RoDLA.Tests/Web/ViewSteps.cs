using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace RoDLA.Tests.Web;

/// <summary>What a user does in the views, and what the user sees.</summary>
internal static partial class ViewSteps
{
    /// <summary>Opens a sample and waits for its elements.</summary>
    public static async Task OpenSampleAsync(this IPage page, string name)
    {
        await page.Locator(".sample", new() { HasText = name }).ClickAsync();
        await page.ElementsAsync();
    }

    /// <summary>Waits for the elements of a page, and until nothing is asked of the service.</summary>
    public static async Task ElementsAsync(this IPage page)
    {
        await page.Locator(".element").First.WaitForAsync();
        await page.IdleAsync();
    }

    /// <summary>Waits until no request of the view is in work.</summary>
    public static Task IdleAsync(this IPage page) => page.Locator(".busy-line.on").WaitForAsync(new() { State = WaitForSelectorState.Hidden });

    /// <summary>Number in front of the list of elements.</summary>
    public static async Task<int> CountAsync(this IPage page) =>
        int.Parse(Number().Match(await page.Locator(".results-count").InnerTextAsync()).Value, CultureInfo.InvariantCulture);

    /// <summary>Moves the score slider.</summary>
    public static Task SetScoreAsync(this IPage page, double score) => page.Locator(".score input[type=range]").EvaluateAsync(
        "(slider, value) => { slider.value = value; slider.dispatchEvent(new Event('input')); }", score);

    /// <summary>Opens a tab of the panel.</summary>
    public static Task OpenTabAsync(this IPage page, string name) => page.GetByRole(AriaRole.Tab, new() { Name = name, Exact = true }).ClickAsync();

    /// <summary>Zoom of the page in percent.</summary>
    public static async Task<int> ZoomAsync(this IPage page) =>
        int.Parse(Number().Match(await page.Locator(".pv-tools .zoom").InnerTextAsync()).Value, CultureInfo.InvariantCulture);

    /// <summary>Where the sheet of the page is, as its transform.</summary>
    public static Task<string> PlaceAsync(this IPage page) => page.Locator(".pv-sheet").EvaluateAsync<string>("sheet => sheet.style.transform");

    /// <summary>Keeps the text fields of each form that the page sends; the browser's protocol does not show forms with files.</summary>
    public static Task KeepFormsAsync(this IBrowserContext context) => context.AddInitScriptAsync(
        """
        window.sentForms = {};
        const send = window.fetch;
        window.fetch = (url, options) => {
          if (options?.body instanceof FormData) {
            window.sentForms[url] = Object.fromEntries([...options.body].filter(([, value]) => typeof value === 'string'));
          }
          return send(url, options);
        };
        """);

    /// <summary>The text fields of the last form that was sent to an endpoint.</summary>
    public static Task<Dictionary<string, string>> SentAsync(this IPage page, string path) =>
        page.EvaluateAsync<Dictionary<string, string>>("path => window.sentForms[path] ?? {}", path);

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
