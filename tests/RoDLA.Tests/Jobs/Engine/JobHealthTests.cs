using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Model;
using Xunit;

namespace RoDLA.Tests.Jobs.Engine;

public sealed class JobHealthTests
{
    private readonly JobHealth _health = new();

    [Fact]
    public void Started_JobsAreLoaded_AcceptsJobs()
    {
        Assert.Equal(RefusalReason.Starting, Assert.Throws<JobRefusedException>(_health.ThrowIfNotReady).Reason);
        _health.Started();
        _health.ThrowIfNotReady();
        Assert.Null(_health.WhyNotReady);
    }

    [Fact]
    public void Started_StoppingWhileJobsAreLoaded_AcceptsNone()
    {
        _health.Stopping();
        _health.Started();
        Assert.Equal(RefusalReason.Stopping, Assert.Throws<JobRefusedException>(_health.ThrowIfNotReady).Reason);
    }

    [Fact]
    public void Stopping_WorkersHaveFailed_StaysFailed()
    {
        _health.Started();
        _health.Failed();
        _health.Stopping();
        Assert.True(_health.HasFailed);
    }
}
