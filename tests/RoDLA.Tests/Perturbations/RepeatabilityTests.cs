using RoDLA.Imaging;
using RoDLA.Imaging.Scheduling;
using RoDLA.Perturbations;
using Xunit;

namespace RoDLA.Tests.Perturbations;

public sealed class RepeatabilityTests
{
    private const int Width = 420;
    private const int Height = 530;

    public static TheoryData<string, int> All => Pages.NamesAndDegrees;

    public static TheoryData<string> Names => Pages.Names;

    [Theory]
    [MemberData(nameof(All))]
    public async Task ApplyAsync_OneThreadAndSixteen_SameBytes(string name, int degree)
    {
        using PageImage page = Pages.Noise(Width, Height, 3);
        using PerturbationResult one = await Pages.ApplyAsync(name, page, new PerturbationContext(degree, 42) { MaxThreads = 1 });
        using PerturbationResult many = await Pages.ApplyAsync(name, page, new PerturbationContext(degree, 42) { MaxThreads = 16 });
        Assert.Equal(one.Image.Size, many.Image.Size);
        Assert.True(one.Image.Pixels.SequenceEqual(many.Image.Pixels));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task ApplyAsync_OtherSeedOrPlace_OtherBytesWhereChanceIsInIt(string name)
    {
        using PageImage page = Pages.Noise(Width, Height, 3);
        using PerturbationResult first = await Pages.ApplyAsync(name, page, new PerturbationContext(2, 42));
        using PerturbationResult otherSeed = await Pages.ApplyAsync(name, page, new PerturbationContext(2, 43));
        using PerturbationResult otherPlace = await Pages.ApplyAsync(name, page, new PerturbationContext(2, 42) { Order = 2 });
        bool random = PerturbationCatalog.ByName[name].IsRandom;
        Assert.Equal(!random, first.Image.Pixels.SequenceEqual(otherSeed.Image.Pixels));
        Assert.Equal(!random, first.Image.Pixels.SequenceEqual(otherPlace.Image.Pixels));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task ApplyAsync_AnyPage_SourceStaysAsItIs(string name)
    {
        using PageImage page = Pages.Noise(Width, Height, 5);
        using PageImage before = page.Clone();
        using PerturbationResult result = await Pages.ApplyAsync(name, page, new PerturbationContext(3, 1));
        Assert.True(before.Pixels.SequenceEqual(page.Pixels));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task ApplyAsync_SecondRun_AllocatesNoPixelBuffers(string name)
    {
        const long Bound = 400_000;
        using PageImage page = Pages.Noise(Width, Height, 7);
        PerturbationContext context = new(2, 1) { MaxThreads = 1 };
        using PerturbationResult first = await Pages.ApplyAsync(name, page, context);

        // The counter is that of a thread: a work thread does all of it at once.
        long allocated = await WorkThreads.Shared.RunAsync(() => AllocatedBy(name, page, context), default);

        Assert.True(allocated < Bound, $"{allocated} bytes; the page has {page.Pixels.Length}.");
    }

    private static long AllocatedBy(string name, PageImage page, PerturbationContext context)
    {
        long before = 0;
        for (int run = 0; run < 2; run++)
        {
            before = GC.GetAllocatedBytesForCurrentThread();
            Task<PerturbationResult> applied = Pages.ApplyAsync(name, page, context);
            Assert.True(applied.IsCompletedSuccessfully);
            using PerturbationResult result = applied.Result;
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
