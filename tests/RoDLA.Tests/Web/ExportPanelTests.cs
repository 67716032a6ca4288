using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RoDLA.Analysis.Registration;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Api.Perturbing;
using RoDLA.Tests.Imaging;
using Xunit;

namespace RoDLA.Tests.Web;

/// <summary>The panel for taking results away.</summary>
[Collection(Alone.Name)]
public sealed partial class ExportPanelTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private static readonly BrowserNewContextOptions MayCopy = new() { Permissions = ["clipboard-read", "clipboard-write"] };

    [ToolFact("chromium", "chromium")]
    public Task Formats_Each_IsDownloadedUnderItsName() => browser.VisitAsync("", async page =>
    {
        // Small, so that fifteen detections take little time.
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "small.png", MimeType = "image/png", Buffer = Pages.Png });
        await page.Locator(".results-count").WaitForAsync();
        await page.IdleAsync();
        await page.OpenTabAsync("Export");
        List<string> formats = [];
        foreach (ILocator button in await page.Locator(".format").AllAsync())
        {
            IDownload download = await page.RunAndWaitForDownloadAsync(() => button.ClickAsync());

            Assert.Matches(@"^small[\w.-]*\.\w+$", download.SuggestedFilename);
            Assert.True(new FileInfo(await download.PathAsync()).Length >= 0);
            formats.Add((await button.GetAttributeAsync("data-format"))!);
        }

        Assert.Equal(ExportServices.Formats.Order(StringComparer.Ordinal), formats.Order(StringComparer.Ordinal));
    });

    [ToolTheory("chromium", "chromium")]
    [InlineData("curl", "bash", "-c")]
    [InlineData("Python", "/usr/bin/python3", "-c")]
    [InlineData("JavaScript", "node", "--input-type=module", "-e")]
    public Task Code_CopiedWithSettings_GivesWhatThePageShows(string language, string program, params string[] arguments) => browser.VisitAsync(
        "",
        async page =>
        {
            await page.OpenSampleAsync("invoice.png");
            await page.SetScoreAsync(0.55);
            await page.OpenTabAsync("Settings");
            await page.RunAndWaitForResponseAsync(() => page.GetByLabel("Class names").SelectOptionAsync("doclaynet"), "**/api/detect");
            await page.IdleAsync();
            await page.OpenTabAsync("Export");
            await page.GetByRole(AriaRole.Button, new() { Name = language, Exact = true }).ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Copy" }).ClickAsync();
            await page.Locator(".notice", new() { HasText = "Copied" }).WaitForAsync();
            string code = await page.EvaluateAsync<string>("navigator.clipboard.readText()");
            string output = await RunAsync(program, [.. arguments, code]);

            Assert.Contains("doclaynet", code, StringComparison.Ordinal);
            int found = language == "curl" ? Detection().Count(AllDetections().Match(output).Value) : output.Trim().Split('\n').Length;
            Assert.Equal(await page.CountAsync(), found);
        },
        MayCopy);

    [ToolFact("chromium", "chromium")]
    public Task Code_HostileFileName_StaysOneArgument() => browser.VisitAsync(
        "",
        async page =>
        {
            const string name = "it's; $(id) \"x\" `y`, é.png";
            await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "image/png", Buffer = Pages.Png });
            await page.Locator(".results-count").WaitForAsync();
            await page.IdleAsync();
            await page.OpenTabAsync("Export");
            string code = await page.Locator(".code code").InnerTextAsync();
            using TemporaryFolder folder = new();
            await File.WriteAllBytesAsync(Path.Combine(folder.Path, name), Pages.Png);
            string output = await RunAsync("bash", ["-c", code], folder.Path);

            Assert.Contains("\"success\":true", output, StringComparison.Ordinal);
        });

    private static async Task<string> RunAsync(string program, string[] arguments, string? folder = null)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder ?? Path.Combine(RepositoryRoot.Path, "samples"), RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync().WaitAsync(TimeSpan.FromMinutes(1));
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await error);
        return output;
    }

    [GeneratedRegex("\"all_detections\":.*", RegexOptions.Singleline)]
    private static partial Regex AllDetections();

    [GeneratedRegex("\"class_id\":")]
    private static partial Regex Detection();
}
