using Microsoft.Extensions.Options;
using RoDLA.Analysis.Perturbing;
using RoDLA.Analysis.Pictures;
using RoDLA.Analysis.Storage;
using RoDLA.Imaging;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Analysis.Perturbing;

public sealed class PerturbedPageStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Save_BelowTheOutputFolder_PathIsRelativeAndFreeOfTheSendersFolders()
    {
        PerturbedPageStore store = Store(Path.Combine(_folder.Path, "outputs", "perturbations"), Path.Combine(_folder.Path, "outputs"));

        string path = Save(store, new PageName("../../etc/my scan.v2.tiff", 3, 4), [Entry("ink_holdout", 2)]);

        Assert.Matches(@"^outputs/perturbations/my_scan\.v2_p3_pert_ink_holdout2_\d{8}_\d{6}\.png$", path);
        Assert.True(File.Exists(Path.Combine(_folder.Path, path)));
    }

    [Fact]
    public void Save_ManyTimesAtOnce_NothingIsOverwrittenAndNothingElseIsLeft()
    {
        PerturbedPageStore store = Store(_folder.Path, Path.Combine(_folder.Path, "elsewhere"));

        string[] paths = [.. Enumerable.Range(0, 24).AsParallel().Select(_ => Save(store, new PageName("a.png", 1, 1), []))];

        Assert.Equal(24, paths.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(24, Directory.GetFiles(_folder.Path).Length);
        Assert.All(paths, p => Assert.StartsWith("a_pert_none_", p, StringComparison.Ordinal));
    }

    [Fact]
    public void Save_LongChain_NameFitsAFileSystem()
    {
        PerturbedPageStore store = Store(_folder.Path, _folder.Path);

        PageName name = new(new string('ä', 300), 1, 1);
        string path = Save(store, name, [.. Enumerable.Range(0, 100).Select(_ => Entry("illumination", 3))]);

        Assert.True(File.Exists(Path.Combine(_folder.Path, Path.GetFileName(path))));
    }

    public void Dispose() => _folder.Dispose();

    private static PerturbationEntry Entry(string type, int degree) => new(1, type, degree, "", 0, 0);

    private static PerturbedPageStore Store(string folder, string outputs) => new(
        Options.Create(new PerturbationOptions { OutputFolder = folder }),
        new OutputFolder(Options.Create(new OutputOptions { Folder = outputs })),
        TimeProvider.System);

    private static string Save(PerturbedPageStore store, PageName name, IReadOnlyList<PerturbationEntry> applied)
    {
        using PageImage page = PageImage.Rent(4, 4);
        page.Pixels.Clear();
        return store.Save(page, name, applied, PictureFormat.Png);
    }
}
