using RoDLA.Cli.Configuration;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Cli.Configuration;

public sealed class ContentRootTests
{
    [Fact]
    public void Find_Told_IsTaken()
    {
        using TemporaryFolder folder = new();

        Assert.Equal(folder.Path, ContentRoot.Find(folder.Path, AppContext.BaseDirectory));
    }

    [Fact]
    public void Find_ModelsAboveTheProgram_IsTheirFolder()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(Path.Combine(folder.Path, "models"));
        string program = Directory.CreateDirectory(Path.Combine(folder.Path, "src", "bin", "net10.0")).FullName;

        Assert.Equal(folder.Path, ContentRoot.Find(null, program));
    }

    [Fact]
    public void Find_FromThisBuild_IsTheRepository() => Assert.Equal(RepositoryRoot.Path, ContentRoot.Find(null, AppContext.BaseDirectory));

    [Fact]
    public void Find_NoModelsAnywhere_IsTheProgramsFolder()
    {
        using TemporaryFolder folder = new();

        Assert.Equal(folder.Path, ContentRoot.Find("", folder.Path));
    }
}
