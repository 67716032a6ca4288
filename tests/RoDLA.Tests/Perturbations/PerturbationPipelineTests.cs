using RoDLA.Imaging;
using RoDLA.Perturbations;
using Xunit;

namespace RoDLA.Tests.Perturbations;

public sealed class PerturbationPipelineTests
{
    private static readonly PerturbationDescriptor Broken = PerturbationCatalog.ByName["speckle"];

    [Fact]
    public async Task RunAsync_SeveralSteps_EachOnTheOneBefore()
    {
        using PageImage page = Pages.Noise(120, 160, 1);
        using PerturbationOutcome chain = await RunAsync(page, [new("defocus", 3), new("ink_holdout", 2)]);
        using PerturbationOutcome first = await RunAsync(page, [new("defocus", 3)]);
        using PerturbationOutcome second = await RunAsync(first.Image, [new("ink_holdout", 2)]);
        Assert.True(second.Image.Pixels.SequenceEqual(chain.Image.Pixels));
        Assert.Equal(["defocus", "ink_holdout"], chain.Applied.Select(record => record.Type));
        Assert.Equal([1, 2], chain.Records.Select(record => record.Order));
        Assert.Equal("Successfully applied defocus (degree 3)", chain.Records[0].Message);
        Assert.Equal(1, chain.SuccessRate);
        Assert.Null(chain.Transform);
    }

    [Fact]
    public async Task RunAsync_OneFails_RecordedAndChainContinues()
    {
        using PageImage page = Pages.Noise(4, 4, 1);
        using PerturbationOutcome outcome = await RunAsync(page, [new("background", 1), new("defocus", 2), new("watermark", 3)]);
        Assert.Equal(["defocus"], outcome.Applied.Select(record => record.Type));
        Assert.Equal(["background", "watermark"], outcome.Failed.Select(record => record.Type));
        Assert.All(outcome.Failed, record => Assert.Contains("The page is too small", record.Message, StringComparison.Ordinal));
        Assert.All(outcome.Failed, record => Assert.Null(record.Fault));
        Assert.Equal(1 / 3.0, outcome.SuccessRate, 1e-9);
    }

    [Fact]
    public async Task RunAsync_FaultOfTheService_InRecordAndNotInMessage()
    {
        using PageImage page = Pages.Noise(8, 8, 1);
        var pipeline = new PerturbationPipeline(new([new Throwing(() => new InvalidOperationException("secret"))]), TimeProvider.System);
        using PerturbationOutcome outcome = await pipeline.RunAsync(page, [new("speckle", 1)], new(), CancellationToken.None);
        PerturbationRecord record = Assert.Single(outcome.Failed);
        Assert.DoesNotContain("secret", record.Message, StringComparison.Ordinal);
        Assert.Equal("secret", record.Fault!.Message);
        Assert.True(page.Pixels.SequenceEqual(outcome.Image.Pixels));
    }

    [Fact]
    public async Task RunAsync_Cancelled_EndsTheChain()
    {
        using PageImage page = Pages.Noise(8, 8, 1);
        using var source = new CancellationTokenSource();
        var pipeline = new PerturbationPipeline(
            new([new Throwing(() =>
            {
                source.Cancel();
                return new OperationCanceledException(source.Token);
            })]),
            TimeProvider.System);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await pipeline.RunAsync(page, [new("speckle", 1), new("speckle", 2)], new(), source.Token));
    }

    [Theory]
    [MemberData(nameof(Pages.Names), MemberType = typeof(Pages))]
    public async Task ApplyAsync_CancelledBefore_DoesNothing(string name)
    {
        using PageImage page = Pages.Noise(64, 64, 1);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await Pages.Registry.Find(name)!.ApplyAsync(page, new PerturbationContext(1, 1), new CancellationToken(canceled: true)));
    }

    [Theory]
    [InlineData("fog", 1)]
    [InlineData("Defocus", 1)]
    [InlineData("defocus", 0)]
    [InlineData("defocus", 4)]
    public async Task RunAsync_UnknownNameOrDegree_RefusedBeforeAnyWork(string name, int degree)
    {
        using PageImage page = Pages.Noise(8, 8, 1);
        await Assert.ThrowsAsync<ArgumentException>(async () =>
        {
            using PerturbationOutcome outcome = await RunAsync(page, [new("defocus", 1), new(name, degree)]);
        });
    }

    [Fact]
    public async Task RunAsync_Seeds_GivenOnesUsedRandomOnesReported()
    {
        using PageImage page = Pages.Noise(200, 200, 1);
        var pipeline = new PerturbationPipeline(Pages.Registry, TimeProvider.System);
        PerturbationStep[] steps = [new("speckle", 3), new("rotation", 2) { Seed = 99 }];
        using PerturbationOutcome drawn = await pipeline.RunAsync(page, steps, new(), CancellationToken.None);
        Assert.InRange(drawn.Seed, 0, uint.MaxValue);
        Assert.Equal([drawn.Seed, 99], drawn.Records.Select(record => record.Seed));
        using PerturbationOutcome again = await pipeline.RunAsync(
            page, steps, new() { Seed = drawn.Seed, MaxThreads = 1 }, CancellationToken.None);
        Assert.True(again.Image.Pixels.SequenceEqual(drawn.Image.Pixels));
    }

    [Fact]
    public async Task RunAsync_EmptyChain_ACopy()
    {
        using PageImage page = Pages.Noise(8, 8, 1);
        using PerturbationOutcome outcome = await RunAsync(page, []);
        Assert.NotSame(page, outcome.Image);
        Assert.True(page.Pixels.SequenceEqual(outcome.Image.Pixels));
        Assert.Equal(1, outcome.SuccessRate);
    }

    private static async Task<PerturbationOutcome> RunAsync(PageImage page, PerturbationStep[] steps) =>
        await new PerturbationPipeline(Pages.Registry, TimeProvider.System)
            .RunAsync(page, steps, new PipelineSettings { Seed = 1 }, CancellationToken.None);

    private sealed class Throwing(Func<Exception> make) : IPerturbation
    {
        public PerturbationDescriptor Descriptor => Broken;

        public ValueTask<PerturbationResult> ApplyAsync(
            PageImage source, PerturbationContext context, CancellationToken cancellationToken) => throw make();
    }
}
