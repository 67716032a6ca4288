using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;
using Xunit;

namespace RoDLA.Tests.Jobs.Model;

public sealed class JobIdTests
{
    [Fact]
    public void Create_Id_IsValidAndNew()
    {
        string[] ids = [.. Enumerable.Range(0, 100).Select(_ => JobId.Create())];

        Assert.All(ids, id => Assert.Matches("^job_[a-z0-9]{12}$", id));
        Assert.All(ids, id => Assert.True(JobId.IsValid(id)));
        Assert.Equal(100, ids.Distinct().Count());
    }

    [Theory]
    [InlineData("3fa85f64-5717-4562-b3fc-2c963f66afa6", true)]
    [InlineData("job_abcdef012345", true)]
    [InlineData("job_ABCDEF012345", false)]
    [InlineData("job_abcdef01234", false)]
    [InlineData("job_../../../abc", false)]
    [InlineData("abcdef012345", false)]
    [InlineData("", false)]
    public void IsValid_AnyText_AcceptsIdsOnly(string id, bool expected) => Assert.Equal(expected, JobId.IsValid(id));

    [Theory]
    [InlineData("3fa85f64-5717-4562-b3fc-2c963f66afa6", "job_3fa85f64-5717-4562-b3fc-2c963f66afa6.json")]
    [InlineData("job_abcdef012345", "job_abcdef012345.json")]
    public void JobIdOf_Record_IsTheIdOfItsJob(string id, string name)
    {
        string record = new JobPaths("outputs").Record(id);

        Assert.Equal(name, Path.GetFileName(record));
        Assert.Equal(id, JobPaths.JobIdOf(record));
    }
}
