using RoDLA.Imaging;
using RoDLA.Imaging.Reading;
using RoDLA.Imaging.Scheduling;
using RoDLA.Imaging.Tools;
using RoDLA.Imaging.Writing;
using Xunit;

namespace RoDLA.Tests.Imaging;

public sealed class PixelBudgetTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);
    private static readonly PageSize Megabyte = new(1024, 1024 / 3);

    [Fact]
    public void Bytes_Default_IsAThirdOfTheMemory() =>
        Assert.Equal(MemoryLimit.OfProcess() / 3, new PixelBudget(new ImagingOptions()).Bytes);

    [Fact]
    public async Task TakeAsync_NoRoom_WaitsForAPageThatIsDisposed()
    {
        PixelBudget budget = new(new ImagingOptions { PixelMegabytes = 3 });
        AdmissionGate.Lease two = await budget.TakeAsync(Megabyte, new PageDemand(default, Copies: 1), default);
        using AdmissionGate.Lease one = await budget.TakeAsync(Megabyte, default, default);
        Task<AdmissionGate.Lease> next = budget.TakeAsync(Megabyte, default, default).AsTask();
        Assert.False(next.IsCompleted);

        two.Dispose();

        (await next.WaitAsync(Long)).Dispose();
    }

    [Fact]
    public async Task TakeAsync_MoreThanAll_RunsAlone()
    {
        PixelBudget budget = new(new ImagingOptions { PixelMegabytes = 1 });
        AdmissionGate.Lease large = await budget.TakeAsync(new PageSize(8192, 8192), default, default);
        Task<AdmissionGate.Lease> next = budget.TakeAsync(new PageSize(10, 10), default, default).AsTask();
        Assert.False(next.IsCompleted);

        large.Dispose();

        (await next.WaitAsync(Long)).Dispose();
    }

    [Fact]
    public async Task TakeAsync_SmallPagesBehindALargeOne_DoNotOvertakeIt()
    {
        PixelBudget budget = new(new ImagingOptions { PixelMegabytes = 3 });
        AdmissionGate.Lease first = await budget.TakeAsync(Megabyte, default, default);
        Task<AdmissionGate.Lease> large = budget.TakeAsync(Megabyte, new PageDemand(default, Copies: 2), default).AsTask();
        Task<AdmissionGate.Lease> small = budget.TakeAsync(new PageSize(10, 10), default, default).AsTask();
        Assert.False(small.IsCompleted);

        first.Dispose();

        (await large.WaitAsync(Long)).Dispose();
        (await small.WaitAsync(Long)).Dispose();
    }

    [Fact]
    public async Task TakeAsync_WaitTooLong_InteractiveIsRefusedAndBatchWaits()
    {
        PixelBudget budget = new(new ImagingOptions { PixelMegabytes = 1, QueueTimeout = TimeSpan.FromMilliseconds(20) });
        AdmissionGate.Lease all = await budget.TakeAsync(Megabyte, new PageDemand(default, Copies: 9), default);
        Task<AdmissionGate.Lease> batch = budget.TakeAsync(Megabyte, new PageDemand(RequestPriority.Batch), default).AsTask();

        BusyException refusal = await Assert.ThrowsAsync<BusyException>(() => budget.TakeAsync(Megabyte, default, default).AsTask());

        Assert.True(refusal.RetryAfter > TimeSpan.Zero);
        Assert.False(batch.IsCompleted);
        all.Dispose();
        (await batch.WaitAsync(Long)).Dispose();
    }

    [Theory]
    [InlineData("png-rgb.png")]
    [InlineData("exif-6.jpg")]
    [InlineData("bmp-24.bmp")]
    public async Task ReadPageAsync_NoRoom_IsNotDecodedUntilAPageIsDisposed(string file)
    {
        ImagingOptions options = new() { PixelMegabytes = 1 };
        PixelBudget budget = new(options);
        PageReader reader = new(options, budget, new ToolProcess(options, TimeProvider.System), TimeProvider.System);
        OpenDocument document = await reader.OpenAsync(Fixture.Source(file), default);
        AdmissionGate.Lease all = await budget.TakeAsync(Megabyte, new PageDemand(default, Copies: 9), default);
        Task<PageImage> reading = document.ReadPageAsync(1, default, default).AsTask();
        Assert.False(reading.IsCompleted);

        all.Dispose();

        using PageImage page = await reading.WaitAsync(Long);
        Assert.Equal(document.Info.FirstPage, page.Size);
    }

    [Fact]
    public async Task ReadPageAsync_BrokenOrDisposedPages_GiveTheirRoomBack()
    {
        ImagingOptions options = new() { PixelMegabytes = 1 };
        PixelBudget budget = new(options);
        PageReader reader = new(options, budget, new ToolProcess(options, TimeProvider.System), TimeProvider.System);
        using PageImage blank = PageImage.Rent(500, 500);
        blank.Pixels.Clear();
        byte[] whole = ImageWriter.ToPng(blank);
        for (int i = 0; i < 5; i++)
        {
            OpenDocument broken = await reader.OpenAsync(DocumentSource.FromMemory(whole.AsMemory(0, whole.Length - 40)), default);
            await Assert.ThrowsAsync<ImageException>(() => broken.ReadPageAsync(1, default, default).AsTask());
            OpenDocument good = await reader.OpenAsync(DocumentSource.FromMemory(whole), default);
            using PageImage page = await good.ReadPageAsync(1, default, default);
            using PageImage outlives = PageImage.Rent(10, 10);
            page.MoveRoomTo(outlives);
        }

        using AdmissionGate.Lease all = await budget.TakeAsync(new PageSize(8192, 8192), default, default).AsTask().WaitAsync(Long);
    }
}
