using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RoDLA.Analysis.Pipeline;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Jobs.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Detection;

public sealed class WarmUpTests
{
    [Fact]
    public async Task Start_WithTheModel_AnalyzesADrawnPageThatIsNotCounted()
    {
        ConcurrentQueue<string> lines = [];
        await using ApiServer server = await ApiServer.StartAsync(
            real: true,
            replace: services => services.AddSingleton<ILogger<PipelineWarmUp>>(new ListLogger<PipelineWarmUp>(lines)));

        for (int i = 0; i < 600 && lines.Count < 2; i++)
        {
            await Task.Delay(100);
        }

        // It found something, so that analysis, charts and answer were made too.
        Assert.Collection(
            lines,
            line => Assert.Matches("^Debug: A drawn page went through the pipeline: [1-9][0-9]* elements, 0 charts", line),
            line => Assert.Matches("^Debug: A drawn page went through the pipeline: [1-9][0-9]* elements, 8 charts", line));
        string metrics = await server.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        Assert.DoesNotMatch(new Regex("^rodla_pages_total.* [1-9]", RegexOptions.Multiline), metrics);
    }
}
