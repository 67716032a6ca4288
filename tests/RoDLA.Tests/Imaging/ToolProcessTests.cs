using System.Globalization;
using RoDLA.Imaging;
using RoDLA.Imaging.Tools;
using RoDLA.Imaging.Scheduling;
using Xunit;

namespace RoDLA.Tests.Imaging;

public sealed class ToolProcessTests
{
    [ToolFact("sleep", "coreutils")]
    public async Task RunAsync_ManyTools_RunAsManyAtOnceAsAllowed()
    {
        ToolProcess tool = new(new ImagingOptions { PdfProcesses = 2 }, TimeProvider.System);
        int running = 0;
        int[] seen = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ => (await tool.RunAsync(
            Command("sleep", "0.1"),
            async (stream, token) =>
            {
                int now = Interlocked.Increment(ref running);
                await stream.CopyToAsync(Stream.Null, token);
                Interlocked.Decrement(ref running);
                return now;
            },
            RequestPriority.Interactive,
            CancellationToken.None)).Output));

        Assert.InRange(seen.Max(), 1, 2);
    }

    [ToolFact("sleep", "coreutils")]
    public async Task RunAsync_NoPlaceInTime_InteractiveIsRefusedAndBatchWaits()
    {
        ToolProcess tool = new(new ImagingOptions { PdfProcesses = 1, QueueTimeout = TimeSpan.FromMilliseconds(20) }, TimeProvider.System);
        TaskCompletionSource first = new();
        Task running = tool.RunAsync(Command("sleep", "0"), async (_, _) => { await first.Task; return 0; }, RequestPriority.Batch, default);
        Task<(int, int, string)> batch = tool.RunAsync(Command("sleep", "0"), (_, _) => Task.FromResult(7), RequestPriority.Batch, default);

        BusyException refusal = await Assert.ThrowsAsync<BusyException>(
            () => tool.RunAsync(Command("sleep", "0"), (_, _) => Task.FromResult(0), RequestPriority.Interactive, default));

        Assert.True(refusal.RetryAfter > TimeSpan.Zero);
        Assert.False(batch.IsCompleted);
        first.SetResult();
        await running;
        Assert.Equal(7, (await batch.WaitAsync(TimeSpan.FromSeconds(30))).Item2);
    }

    [ToolFact("sh", "dash")]
    public async Task RunAsync_Tool_HasALowPriorityAndLittleMemory()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        // Nothing but builtins of the shell: the tool may start no process. The loop ends after the limits were set.
        const string Script = """
            i=0; while [ $i -lt 400000 ]; do i=$((i+1)); done; read stat < /proc/self/stat; echo "$stat"
            while read -r line; do echo "$line"; done < /proc/self/limits
            """;
        ToolProcess tool = new(new ImagingOptions { PdfMemoryMiB = 512 }, TimeProvider.System);

        (int exitCode, string output, _) = await tool.RunAsync(
            Command("sh", "-c", Script),
            async (stream, token) => await new StreamReader(stream).ReadToEndAsync(token),
            RequestPriority.Interactive,
            CancellationToken.None);

        Assert.Equal(0, exitCode);
        string[] lines = output.Split('\n');
        Assert.Equal(10, int.Parse(lines[0][(lines[0].LastIndexOf(')') + 2)..].Split(' ')[16], CultureInfo.InvariantCulture));
        Assert.Contains(lines, l => l.StartsWith("Max address space", StringComparison.Ordinal) && l.Contains("536870912"));
        Assert.Contains(lines, l => l.StartsWith("Max cpu time", StringComparison.Ordinal) && l.Contains("16"));
        Assert.Contains(lines, l => l.StartsWith("Max processes", StringComparison.Ordinal) && l.Split("  ", StringSplitOptions.RemoveEmptyEntries)[1].Trim() == "0");
    }

    [ToolFact("cat", "coreutils")]
    public async Task RunAsync_Input_IsReadByTheTool()
    {
        ToolProcess tool = new(new ImagingOptions(), TimeProvider.System);
        byte[] sent = new byte[1_000_000];
        new Random(1).NextBytes(sent);

        (int exitCode, byte[] output, _) = await tool.RunAsync(
            Command("cat") with { WriteInput = async (stream, token) => await stream.WriteAsync(sent, token) },
            async (stream, token) =>
            {
                using MemoryStream read = new();
                await stream.CopyToAsync(read, token);
                return read.ToArray();
            },
            RequestPriority.Interactive,
            CancellationToken.None);

        Assert.Equal(0, exitCode);
        Assert.Equal(sent, output);
    }

    [ToolFact("true", "coreutils")]
    public async Task RunAsync_ToolThatReadsNoInput_Ends()
    {
        ToolProcess tool = new(new ImagingOptions(), TimeProvider.System);

        (int exitCode, _, _) = await tool.RunAsync(
            Command("true") with { WriteInput = async (stream, token) => await stream.WriteAsync(new byte[1_000_000], token) },
            (_, _) => Task.FromResult(0),
            RequestPriority.Interactive,
            CancellationToken.None);

        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task RunAsync_MissingTool_SaysWhatToInstall()
    {
        ToolProcess tool = new(new ImagingOptions(), TimeProvider.System);

        ImageException refusal = await Assert.ThrowsAsync<ImageException>(() => tool.RunAsync(
            Command("no-such-tool"), (_, _) => Task.FromResult(0), RequestPriority.Interactive, CancellationToken.None));

        Assert.Equal(ImageFault.ToolMissing, refusal.Fault);
        Assert.Equal("Work needs the program no-such-tool: install the-package on the server (Debian: apt install the-package).", refusal.Message);
    }

    private static ToolCommand Command(string tool, params string[] arguments) =>
        new(tool, arguments, "the-package", "Work") { Timeout = TimeSpan.FromSeconds(15) };
}
