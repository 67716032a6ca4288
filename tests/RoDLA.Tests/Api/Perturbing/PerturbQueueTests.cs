using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RoDLA.Imaging;
using RoDLA.Perturbations;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Perturbing;

public sealed class PerturbQueueTests
{
    private const string List = """[{"type":"defocus","degree":1}]""";

    [Fact]
    public async Task Perturb_LineIsFull_Is503WithRetryAfterAndTheOthersAreAnswered()
    {
        const int Waiting = 2;
        Held held = new();
        await using ApiServer server = await ServeAsync(held, new() { ["RODLA_PERTURBATION_QUEUE_LIMIT"] = $"{Waiting}" });
        List<Task<HttpResponseMessage>> running = [.. Post(server, Environment.ProcessorCount)];
        await ApiServer.EventuallyAsync(() => held.Running == Environment.ProcessorCount);

        // One more than may wait: the last one is refused.
        List<Task<HttpResponseMessage>> waiting = [.. Post(server, Waiting + 1)];
        Task<HttpResponseMessage> first = await Task.WhenAny(waiting);
        using (HttpResponseMessage refused = await first)
        {
            await ProblemAssert.IsAsync(refused, HttpStatusCode.ServiceUnavailable, "perturbations_busy");
            Assert.True(refused.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        }

        held.Go.SetResult();
        foreach (Task<HttpResponseMessage> request in running.Concat(waiting.Where(w => w != first)))
        {
            using HttpResponseMessage answer = await request;
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.Equal(Environment.ProcessorCount + Waiting, held.Done);
    }

    [Fact]
    public async Task Perturb_WaitIsTooLong_Is503()
    {
        Held held = new();
        await using ApiServer server = await ServeAsync(held, new() { ["RODLA_PERTURBATION_QUEUE_TIMEOUT"] = "0.05" });
        List<Task<HttpResponseMessage>> running = [.. Post(server, Environment.ProcessorCount)];
        await ApiServer.EventuallyAsync(() => held.Running == Environment.ProcessorCount);

        using (HttpResponseMessage refused = await server.PerturbAsync(("perturbations", List)))
        {
            await ProblemAssert.IsAsync(refused, HttpStatusCode.ServiceUnavailable, "perturbations_busy");
        }

        held.Go.SetResult();
        foreach (Task<HttpResponseMessage> request in running)
        {
            (await request).Dispose();
        }
    }

    private static IEnumerable<Task<HttpResponseMessage>> Post(ApiServer server, int count) =>
        Enumerable.Range(0, count).Select(_ => server.PerturbAsync(("perturbations", List)));

    private static Task<ApiServer> ServeAsync(Held held, Dictionary<string, string> variables) => ApiServer.StartAsync(variables, replace: services =>
    {
        Pages.UseReader(services);
        services.Replace(ServiceDescriptor.Singleton(new PerturbationRegistry([held])));
    });

    /// <summary>A perturbation that ends when the test releases it.</summary>
    private sealed class Held : IPerturbation
    {
        private int _running;
        private int _done;

        public PerturbationDescriptor Descriptor { get; } = PerturbationCatalog.ByName["defocus"];

        public TaskCompletionSource Go { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Running => Volatile.Read(ref _running);

        public int Done => Volatile.Read(ref _done);

        public async ValueTask<PerturbationResult> ApplyAsync(
            PageImage source, PerturbationContext context, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _running);
            await Go.Task.WaitAsync(cancellationToken);
            Interlocked.Increment(ref _done);
            return new PerturbationResult(source.Clone());
        }
    }
}
