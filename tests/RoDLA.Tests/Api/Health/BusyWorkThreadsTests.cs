using System.Net;
using RoDLA.Imaging.Scheduling;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Health;

public sealed class BusyWorkThreadsTests
{
    [Fact]
    public async Task Get_AllWorkThreadsBusy_LivenessAndStatusAnswerAtOnce()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        string job = await server.SubmitAsync(1);
        using ManualResetEventSlim open = new();
        Task<bool>[] heavy = [.. Enumerable.Range(0, 200).Select(_ => WorkThreads.Shared.RunAsync(() => Wait(open), CancellationToken.None))];
        try
        {
            foreach (string path in new[] { "/health/live", "/health/ready", $"/api/batch-job/{job}" })
            {
                using HttpResponseMessage response =
                    await server.Client.GetAsync(new Uri(path, UriKind.Relative)).WaitAsync(TimeSpan.FromSeconds(5));
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            }

            Assert.Contains(heavy, h => !h.IsCompleted);
        }
        finally
        {
            open.Set();
            await Task.WhenAll(heavy);
        }
    }

    private static bool Wait(ManualResetEventSlim gate)
    {
        gate.Wait();
        return true;
    }
}
