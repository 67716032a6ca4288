using Microsoft.Extensions.DependencyInjection;
using RoDLA.Imaging;
using RoDLA.Perturbations;
using RoDLA.Perturbations.Memory;
using RoDLA.Perturbations.Registration;
using RoDLA.Tests.Imaging;
using Xunit;

namespace RoDLA.Tests.Perturbations;

/// <summary>Pages for the tests, and the registry that they use.</summary>
internal static class Pages
{
    public static string Folder { get; } = Path.Combine(RepositoryRoot.Path, "tests", "RoDLA.Tests", "Perturbations", "reference");

    public static BackgroundFolders Backgrounds { get; } = new(Path.Combine(RepositoryRoot.Path, "backgrounds"));

    public static PerturbationRegistry Registry { get; } = RegistryOver(Backgrounds);

    /// <summary>Two threads.</summary>
    public static RowBands Bands { get; } = new(2, CancellationToken.None);

    public static TheoryData<string> Names { get; } = [.. PerturbationCatalog.All.Select(entry => entry.Name)];

    public static TheoryData<string, int> NamesAndDegrees
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (PerturbationDescriptor entry in PerturbationCatalog.All)
            {
                data.Add(entry.Name, 1);
                data.Add(entry.Name, 2);
                data.Add(entry.Name, 3);
            }

            return data;
        }
    }

    /// <summary>The twelve, with background pictures from a folder.</summary>
    public static PerturbationRegistry RegistryOver(BackgroundFolders backgrounds) => new ServiceCollection()
        .AddSingleton<IPageReader>(Reading.Reader())
        .AddSingleton(backgrounds)
        .AddPerturbations()
        .BuildServiceProvider()
        .GetRequiredService<PerturbationRegistry>();

    public static async Task<PageImage> ReadAsync(string name)
    {
        using PageImage page = await Reading.ReadAsync(DocumentSource.FromFile(Path.Combine(Folder, name + ".png")));
        return page.Clone();
    }

    public static async Task<PageImage> SampleAsync(string name)
    {
        using PageImage page = await Reading.ReadAsync(DocumentSource.FromFile(Path.Combine(RepositoryRoot.Path, "samples", name)));
        return page.Clone();
    }

    public static PageImage Blank(int width, int height, byte level = 255)
    {
        PageImage page = PageImage.Rent(width, height);
        page.Pixels.Fill(level);
        return page;
    }

    public static PageImage Noise(int width, int height, int seed)
    {
        PageImage page = PageImage.Rent(width, height);
        new Random(seed).NextBytes(page.Pixels);
        return page;
    }

    public static async Task<PerturbationResult> ApplyAsync(string name, PageImage page, PerturbationContext context) =>
        await Registry.Find(name)!.ApplyAsync(page, context, CancellationToken.None);
}
