using Microsoft.Playwright;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Imaging;
using Xunit;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace RoDLA.Tests.Web;

/// <summary>The Batch view: files, upload, a live job, its results.</summary>
[Collection(Alone.Name)]
public sealed class BatchViewTests(BrowserFixture browser, ITestOutputHelper output) : IClassFixture<BrowserFixture>
{
    /// <summary>Sockets that never open.</summary>
    private const string NoSockets = """
        window.WebSocket = class extends EventTarget {
          constructor() { super(); setTimeout(() => this.dispatchEvent(new Event('close'))); }
          close() {}
        };
        """;

    /// <summary>A first socket that is lost as soon as it is open.</summary>
    private const string LostSocket = """
        const Real = WebSocket;
        let sockets = 0;
        window.WebSocket = class extends Real {
          constructor(url) {
            super(url);
            if (sockets++ === 0) this.addEventListener('open', () => this.close());
          }
        };
        """;

    /// <summary>Notes the longest task of the page, in milliseconds.</summary>
    private const string WatchTasks = """
        window.longest = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((e) => { window.longest = Math.max(window.longest, e.duration); }))
          .observe({ type: 'longtask', buffered: true });
        """;

    /// <summary>Puts so many small pages into the picker, as a user who chose them.</summary>
    private const string ChoosePages = """
        async (count) => {
          const blob = await new Promise((made) => Object.assign(document.createElement('canvas'), { width: 40, height: 60 }).toBlob(made));
          const chosen = new DataTransfer();
          for (let i = 0; i < count; i++) chosen.items.add(new File([blob], `page-${i}.png`));
          const input = document.querySelector('.drop-files input');
          input.files = chosen.files;
          input.dispatchEvent(new Event('change'));
        }
        """;

    [ToolFact("chromium", "chromium")]
    public Task Job_OfRealPages_IsSentFollowedAndShown() => browser.VisitAsync("#/batch", async page =>
    {
        await page.Locator(".drop-files input").First.SetInputFilesAsync(
            [Sample("article.jpg"), Sample("invoice.png"), new() { Name = "torn.jpg", MimeType = "image/jpeg", Buffer = Sample("article.jpg").Buffer[..3000] },
             new() { Name = "notes.txt", MimeType = "text/plain", Buffer = "not an image"u8.ToArray() }]);
        await Expect(page.GetByText("Left out, because it is no image: notes.txt.")).ToBeVisibleAsync();
        await page.GetByLabel("Name of file 1").FillAsync("first page.jpg");
        await page.GetByLabel("Confidence above").FillAsync("0.4");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send 3 files" }).ClickAsync();

        await Expect(page.Locator(".job-head .job-state")).ToHaveTextAsync("Partly failed");
        await Expect(page.Locator(".job-progress")).ToContainTextAsync("3 of 3 images");
        await Expect(page.Locator(".image-list li").First).ToContainTextAsync("first page.jpg");
        await page.GetByRole(AriaRole.Button, new() { Name = "Failed 1" }).ClickAsync();
        await Expect(page.Locator(".image-list li:visible")).ToHaveCountAsync(1);
        await Expect(page.Locator(".image-list li:visible")).ToContainTextAsync("truncated");

        // The torn page fails again: the status reports its second attempt as queued first.
        await page.GetByRole(AriaRole.Button, new() { Name = "Retry torn.jpg" }).ClickAsync();
        await Expect(page.Locator(".job-head .job-state")).ToHaveTextAsync("Partly failed");

        await page.GetByRole(AriaRole.Tab, new() { Name = "Gallery" }).ClickAsync();
        await Expect(page.Locator(".tile")).ToHaveCountAsync(2);
        await page.Locator(".tile img").First.EvaluateAsync("img => img.decode()");
        await page.Locator(".tile").First.ClickAsync();
        await page.Locator(".page-dialog .pv-box").First.WaitForAsync();
        int boxes = await page.Locator(".page-dialog .pv-box").CountAsync();
        await Expect(page.Locator(".page-dialog .found")).ToHaveCountAsync(boxes);
        await page.GetByRole(AriaRole.Button, new() { Name = "Next page" }).ClickAsync();
        await Expect(page.Locator(".page-dialog h2")).ToHaveTextAsync("invoice.png");
        await page.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).ClickAsync();

        await page.GetByRole(AriaRole.Tab, new() { Name = "Summary" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Elements by class" })).ToBeVisibleAsync();
        await Expect(page.Locator(".drawings img")).ToHaveCountAsync(8);

        await page.GetByRole(AriaRole.Tab, new() { Name = "Export" }).ClickAsync();
        IDownload csv = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "CSV a line for each element" }).ClickAsync());
        using StreamReader lines = new(await csv.CreateReadStreamAsync());
        Assert.StartsWith("name,class,confidence", await lines.ReadLineAsync(), StringComparison.Ordinal);
        Assert.StartsWith("first page.jpg,", await lines.ReadLineAsync(), StringComparison.Ordinal);
    });

    [ToolFact("chromium", "chromium")]
    public async Task Send_301Files_ArePackedAndThePageStaysResponsive()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        await browser.VisitAsync(
            "#/batch",
            async page =>
            {
                await page.EvaluateAsync(WatchTasks);
                await page.Locator(".drop-files").WaitForAsync();
                await page.EvaluateAsync(ChoosePages, 301);
                await Expect(page.Locator(".image-list li")).ToHaveCountAsync(301);
                IRequest request = await page.RunAndWaitForRequestAsync(
                    () => page.GetByRole(AriaRole.Button, new() { Name = "Send 301 files" }).ClickAsync(), r => r.Url.EndsWith("/api/detect-batch", StringComparison.Ordinal));

                await Expect(page.Locator(".job-head .job-state")).ToHaveTextAsync("Completed");
                await Expect(page.Locator(".image-list li[data-state=success]")).ToHaveCountAsync(301);
                await Expect(page.Locator(".image-list li").Last).ToContainTextAsync("page-300.png");
                Assert.Equal("POST", request.Method);
                double longest = await page.EvaluateAsync<double>("window.longest");
                output.WriteLine($"Longest task with 301 files: {longest:0} ms");

                // 200 ms are wanted; the rest is for a machine that does other work.
                Assert.InRange(longest, 0, 2000);
            },
            server: server);
    }

    [ToolFact("chromium", "chromium")]
    public async Task Drop_FolderAndFiles_AreListedWithTheirPaths()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(Path.Combine(folder.Path, "scans", "1999"));
        await File.WriteAllBytesAsync(Path.Combine(folder.Path, "scans", "1999", "a.png"), Sample("invoice.png").Buffer);
        await File.WriteAllBytesAsync(Path.Combine(folder.Path, "scans", "b.png"), Sample("invoice.png").Buffer);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "scans", ".hidden"), "");
        await browser.VisitAsync("#/batch", async page =>
        {
            await page.Locator(".drop-files input[webkitdirectory]").SetInputFilesAsync(Path.Combine(folder.Path, "scans"));
            await Expect(page.Locator(".image-list li")).ToHaveCountAsync(2);
            await page.EvaluateAsync("""
                () => {
                  const dropped = new DataTransfer();
                  dropped.items.add(new File(['x'], 'dropped.png'));
                  dropped.items.add(new File(['x'], 'more.zip'));
                  document.querySelector('.drop-files').dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true }));
                }
                """);

            await Expect(page.Locator(".image-list li")).ToHaveCountAsync(4);
            string[] names = [.. await page.Locator(".name-input").EvaluateAllAsync<string[]>("(inputs) => inputs.map((i) => i.value)")];
            Assert.Equal(["dropped.png", "more.zip", "scans/1999/a.png", "scans/b.png"], names.Order(StringComparer.Ordinal));
            await Expect(page.GetByText("1 archive among them")).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Remove more.zip" }).ClickAsync();
            await Expect(page.Locator(".image-list li")).ToHaveCountAsync(3);
        });
    }

    [ToolFact("chromium", "chromium")]
    public Task Send_FileThatIsNoImage_IsNamedAndCanBeRemoved() => browser.VisitAsync(
        "#/batch",
        async page =>
        {
            await page.Locator(".drop-files input").First.SetInputFilesAsync(
                [Sample("invoice.png"), new() { Name = "fake.png", MimeType = "image/png", Buffer = "not an image"u8.ToArray() }]);
            await page.GetByRole(AriaRole.Button, new() { Name = "Send 2 files" }).ClickAsync();

            await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("File fake.png is not an image");
            await Expect(page.Locator(".image-list li[data-state=refused] .name-input")).ToHaveValueAsync("fake.png");
            await page.GetByRole(AriaRole.Button, new() { Name = "Remove the refused files" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Send 1 file" })).ToBeVisibleAsync();
        },
        expected: "400");

    [ToolFact("chromium", "chromium")]
    public Task Follow_WithoutSockets_AsksForTheStatus() => FollowAsync(NoSockets, page => Expect(page.Locator(".connection")).ToHaveTextAsync("Asking every few seconds"));

    [ToolFact("chromium", "chromium")]
    public Task Follow_SocketIsLost_ConnectsAgain() => FollowAsync(LostSocket, page =>
    {
        TaskCompletionSource again = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int count = 0;
        page.WebSocket += (_, _) =>
        {
            if (++count == 2)
            {
                again.SetResult();
            }
        };
        return again.Task.WaitAsync(TimeSpan.FromSeconds(60));
    });

    [ToolFact("chromium", "chromium")]
    public async Task Job_CancelledAndRetried_ShowsItsStates()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        Gate gate = Gate.Before(server.Fake);
        server.Fake.Fails = number => number == 1 ? new IOException("The disk has a fault.") : null;
        string failing = await server.SubmitAsync(2, ("max_retries", "0"));
        string waiting = await server.SubmitAsync(3);
        await browser.VisitAsync(
            $"#/batch?job={waiting}",
            async page =>
            {
                await page.GetByRole(AriaRole.Button, new() { Name = "Cancel", Exact = true }).ClickAsync();
                await Expect(page.Locator(".job-head .job-state")).ToHaveTextAsync("Cancelled");
                await Expect(page.Locator(".image-list li[data-state=cancelled]")).ToHaveCountAsync(3);

                gate.Open(2);
                await page.GotoAsync(new Uri(server.Address, $"/#/batch?job={failing}").ToString());
                await Expect(page.Locator(".job-head .job-state")).ToHaveTextAsync("Failed");
                server.Fake.Fails = _ => null;
                gate.Open();
                await page.GetByRole(AriaRole.Button, new() { Name = "Retry failed" }).ClickAsync();
                await Expect(page.Locator(".job-head .job-state")).ToHaveTextAsync("Completed");
                await Expect(page.Locator(".image-list li[data-state=success]")).ToHaveCountAsync(2);
            },
            server: server);
    }

    [ToolFact("chromium", "chromium")]
    public async Task Job_ServiceWithAKey_IsFollowedWithATicket()
    {
        const string key = "a-key-of-the-test-1234567890";
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_API_KEY"] = key });
        server.Client.DefaultRequestHeaders.Add("X-API-Key", key);
        Gate gate = Gate.Before(server.Fake);
        string id = await server.SubmitAsync(2);
        await browser.VisitAsync(
            "",
            async page =>
            {
                await page.EvaluateAsync("key => sessionStorage.setItem('rodla-api-key', key)", key);
                await page.GotoAsync(new Uri(server.Address, $"/?new#/batch?job={id}").ToString());
                await Expect(page.Locator(".connection")).ToHaveTextAsync("Live");
                gate.Open();

                await Expect(page.Locator(".job-head .job-state")).ToHaveTextAsync("Completed");
                await page.GetByRole(AriaRole.Tab, new() { Name = "Gallery" }).ClickAsync();
                await Expect(page.Locator(".tile img[src^='blob:']")).ToHaveCountAsync(2);
                await page.Locator(".tile img").First.EvaluateAsync("img => img.decode()");
            },
            server: server);
    }

    private async Task FollowAsync(string script, Func<IPage, Task> check)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        Gate gate = Gate.Before(server.Fake);
        string id = await server.SubmitAsync(2);
        await browser.VisitAsync(
            "",
            async page =>
            {
                await page.AddInitScriptAsync(script);
                Task seen = check(page);
                await page.GotoAsync(new Uri(server.Address, $"/?new#/batch?job={id}").ToString());
                await seen;
                gate.Open();

                await Expect(page.Locator(".job-head .job-state")).ToHaveTextAsync("Completed");
                await Expect(page.Locator(".image-list li[data-state=success]")).ToHaveCountAsync(2);
            },
            server: server);
    }

    private static FilePayload Sample(string name) => new()
    {
        Name = name,
        MimeType = name.EndsWith(".png", StringComparison.Ordinal) ? "image/png" : "image/jpeg",
        Buffer = File.ReadAllBytes(Path.Combine(RepositoryRoot.Path, "samples", name)),
    };
}
