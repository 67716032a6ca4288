using RoDLA.Jobs.Model;
using Xunit;

namespace RoDLA.Tests.Jobs.Model;

public sealed class FileIdTests
{
    [Theory]
    [InlineData("img_a1b2c3d4e5f6_0", "job_a1b2c3d4e5f6", 0)]
    [InlineData("img_0d4e4f3c-4a0b-4b63-9df1-8f8a2c2b6a11_12", "0d4e4f3c-4a0b-4b63-9df1-8f8a2c2b6a11", 12)]
    public void Parse_AnImageOfAJob_IsItsJobAndIndex(string id, string jobId, int index) => Assert.Equal((jobId, index), FileId.Parse(id));

    [Theory]
    [InlineData("img_a1b2c3d4e5f6")]
    [InlineData("img_a1b2c3d4e5f6_")]
    [InlineData("img_a1b2c3d4e5f6_00")]
    [InlineData("img_a1b2c3d4e5f6_-1")]
    [InlineData("img_../../../etc_0")]
    [InlineData("img__0")]
    [InlineData("")]
    public void Parse_AnythingElse_IsNull(string id) => Assert.Null(FileId.Parse(id));

    [Fact]
    public void Create_AnId_IsOfAnUploadAndOfNoJob()
    {
        string id = FileId.Create();

        Assert.Matches("^img_[a-z0-9]{12}$", id);
        Assert.True(FileId.IsOfUpload(id));
        Assert.Null(FileId.Parse(id));
    }
}
