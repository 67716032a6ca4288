using Microsoft.Extensions.Hosting;
using NSubstitute;
using RoDLA.Api.Batches;
using RoDLA.Api.Errors;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Model;
using Xunit;

namespace RoDLA.Tests.Api.Batches;

public sealed class JobActionsTests
{
    private readonly IJobHealth _health = Substitute.For<IJobHealth>();
    private readonly JobActions _jobs;

    public JobActionsTests()
    {
        IJobEngine engine = Substitute.For<IJobEngine>();
        engine.Find("gone").Returns((JobSnapshot?)null);
        _jobs = new JobActions(engine, _health, Substitute.For<IHostApplicationLifetime>(), TimeProvider.System);
    }

    [Fact]
    public void Find_NoJob_IsNotFound()
    {
        ApiException e = Assert.Throws<ApiException>(() => _jobs.Find(JobSurface.Rodla, "gone"));

        Assert.Equal(404, e.Kind.Status);
    }

    [Fact]
    public void Find_NoJobWhileJobsAreRead_IsToComeBack()
    {
        _health.IsStarting.Returns(true);

        ApiException e = Assert.Throws<ApiException>(() => _jobs.Find(JobSurface.Rodla, "gone"));

        Assert.Equal(503, e.Kind.Status);
        Assert.NotNull(e.RetryAfter);
    }
}
