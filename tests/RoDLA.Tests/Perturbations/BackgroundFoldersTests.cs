using RoDLA.Imaging;
using RoDLA.Perturbations;
using Xunit;

namespace RoDLA.Tests.Perturbations;

public sealed class BackgroundFoldersTests : IDisposable
{
    private readonly DirectoryInfo _outside = Directory.CreateTempSubdirectory("backgrounds-");
    private readonly string _root;
    private readonly BackgroundFolders _folders;

    public BackgroundFoldersTests()
    {
        _root = Path.Combine(_outside.FullName, "backgrounds");
        Directory.CreateDirectory(Path.Combine(_root, "paper", "old-ones"));
        Directory.CreateDirectory(Path.Combine(_outside.FullName, "secret"));
        Directory.CreateDirectory(Path.Combine(_outside.FullName, "backgrounds-2"));
        File.WriteAllBytes(Path.Combine(_root, "paper", "b.PNG"), [1]);
        File.WriteAllBytes(Path.Combine(_root, "paper", "a.jpg"), [1]);
        File.WriteAllBytes(Path.Combine(_root, "paper", "notes.txt"), [1]);
        File.WriteAllBytes(Path.Combine(_outside.FullName, "secret", "c.jpg"), [1]);
        Directory.CreateSymbolicLink(Path.Combine(_root, "way-out"), Path.Combine(_outside.FullName, "secret"));
        File.CreateSymbolicLink(Path.Combine(_root, "paper", "link.jpg"), Path.Combine(_outside.FullName, "secret", "c.jpg"));
        _folders = new BackgroundFolders(_root);
    }

    public void Dispose() => _outside.Delete(recursive: true);

    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("paper", "paper")]
    [InlineData("paper/", "paper")]
    [InlineData("paper/old-ones", "paper/old-ones")]
    public void Resolve_NameBelow_TheFolder(string? name, string expected) =>
        Assert.Equal(Path.TrimEndingDirectorySeparator(Path.Combine(_root, expected)), _folders.Resolve(name));

    [Theory]
    [InlineData("..")]
    [InlineData("../secret")]
    [InlineData("../backgrounds-2")]
    [InlineData("paper/../../secret")]
    [InlineData("paper/..")]
    [InlineData("./paper")]
    [InlineData("...")]
    [InlineData("/etc")]
    [InlineData("/")]
    [InlineData("//etc")]
    [InlineData("paper//old-ones")]
    [InlineData("C:\\Windows")]
    [InlineData("..\\secret")]
    [InlineData("%2e%2e/secret")]
    [InlineData("%2e%2e%2fsecret")]
    [InlineData("..%c0%afsecret")]
    [InlineData("\uff0e\uff0e/secret")]
    [InlineData("..\u2215secret")]
    [InlineData("paper\0")]
    [InlineData("paper\n")]
    [InlineData("~")]
    [InlineData("file:///etc")]
    [InlineData("way-out")]
    [InlineData("way-out/x")]
    [InlineData("missing")]
    [InlineData("paper/a.jpg")]
    public void Resolve_NameThatLeavesOrIsOdd_Refused(string name)
    {
        PerturbationException refused = Assert.Throws<PerturbationException>(() => _folders.Resolve(name));
        Assert.DoesNotContain(_outside.FullName, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_EndlessName_Refused() =>
        Assert.Throws<PerturbationException>(() => _folders.Resolve(new string('a', 5000)));

    [Fact]
    public void ListPictures_MixedFolder_PicturesOnlyAndNoLinks() =>
        Assert.Equal(["a.jpg", "b.PNG"], _folders.ListPictures("paper").Select(Path.GetFileName));

    [Fact]
    public void ListPictures_NoneThere_Refused() =>
        Assert.Throws<PerturbationException>(() => _folders.ListPictures("paper/old-ones"));

    [Fact]
    public async Task RunAsync_BrokenPicture_RecordedAsFailure()
    {
        var pipeline = new PerturbationPipeline(Pages.RegistryOver(_folders), TimeProvider.System);
        using PageImage page = Pages.Noise(64, 64, 1);
        PerturbationStep[] steps =
            [new("background", 1) { BackgroundFolder = "paper" }, new("background", 1) { BackgroundFolder = "../x" }];
        using PerturbationOutcome outcome = await pipeline.RunAsync(page, steps, new(), CancellationToken.None);
        Assert.Equal(2, outcome.Failed.Count());
        Assert.All(outcome.Failed, record => Assert.Null(record.Fault));
    }

    [Fact]
    public async Task Backgrounds_OfTheRepository_AtLeastTwelveThatCanBeRead()
    {
        IReadOnlyList<string> pictures = Pages.Backgrounds.ListPictures(null);
        Assert.InRange(pictures.Count, 12, 100);
        Assert.InRange(pictures.Sum(path => new FileInfo(path).Length), 1, 2_500_000);
        foreach (string picture in pictures)
        {
            using PageImage page = await RoDLA.Tests.Imaging.Reading.ReadAsync(DocumentSource.FromFile(picture));
            Assert.True(page.Width >= 300);
        }
    }
}
