using Microsoft.Extensions.Hosting;
using NSubstitute;
using RoDLA.Api.Batches.Status;
using RoDLA.Api.Errors;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;
using Xunit;

namespace RoDLA.Tests.Api.Batches.Status;

public sealed class JobAccessTests
{
    private readonly IJobHealth _health = Substitute.For<IJobHealth>();
    private readonly JobAccess _jobs;

    public JobAccessTests()
    {
        IJobEngine engine = Substitute.For<IJobEngine>();
        engine.Find("gone").Returns((JobSnapshot?)null);
        _jobs = new JobAccess(
            engine,
            _health,
            Substitute.For<IJobNotifier>(),
            new JobPaths("outputs"),
            Substitute.For<IHostApplicationLifetime>(),
            TimeProvider.System);
    }

    [Fact]
    public void Find_UnknownId_IsNotFound()
    {
        ApiException e = Assert.Throws<ApiException>(() => _jobs.Find(ApiSurface.Rodla, "gone"));

        Assert.Equal(404, e.Kind.Status);
    }

    [Fact]
    public void Find_UnknownIdDuringStartup_IsNotReady()
    {
        _health.IsStarting.Returns(true);

        ApiException e = Assert.Throws<ApiException>(() => _jobs.Find(ApiSurface.Rodla, "gone"));

        Assert.Equal(503, e.Kind.Status);
        Assert.NotNull(e.RetryAfter);
    }
}
